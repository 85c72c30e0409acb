package dev.touchstone.console.web;

import dev.touchstone.api.id.PipelineName;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Lets people who are signed in through to a page, and tells others how to get in. A form that is none of ours is
/// refused, whoever sends it.
public final class Door {
    private static final String NEXT = "touchstone_next";
    private static final int MINUTES = 15 * 60;
    /// A page of ours and nothing else: no host, no scheme, no way up.
    private static final Pattern OURS = Pattern.compile(Pages.BASE + "/[a-z]+(/[0-9a-f-]{36})?");

    private final Visitors visitors;
    private final Pages pages;

    public Door(Visitors visitors, Pages pages) {
        this.visitors = visitors;
        this.pages = pages;
    }

    /// A page for somebody who is signed in.
    @FunctionalInterface
    public interface Inner {
        void show(Context context, Visitor visitor) throws Exception;
    }

    /// What a person may not see or what is not there; both are told in the same words.
    public static final class NothingThereException extends RuntimeException {
        public NothingThereException() {
            super("there is no such page for this person");
        }
    }

    public void get(RoutesConfig routes, String path, Inner page) {
        routes.get(Pages.BASE + path, context -> {
            Optional<Visitor> visitor = visitors.of(context);
            if (visitor.isPresent()) {
                page.show(context, visitor.get());
            } else {
                remember(context);
                signedOut(context);
            }
        });
    }

    public void post(RoutesConfig routes, String path, Inner act) {
        routes.post(Pages.BASE + path, context -> {
            Optional<Visitor> visitor = visitors.of(context);
            if (visitor.isEmpty()) {
                signedOut(context);
            } else if (Forms.ours(context, visitor.get().csrf())) {
                act.show(context, visitor.get());
            } else {
                context.status(403);
                message(
                        context,
                        visitor.get(),
                        "This form is not one of ours",
                        "It was sent by another page, or by a page from before you signed in. Nothing was done.");
            }
        });
    }

    /// @throws NothingThereException unless the visitor has the role there
    public static void require(Visitor visitor, Role role, PipelineName pipeline) {
        if (!visitor.may(role, pipeline)) {
            throw new NothingThereException();
        }
    }

    /// A page that says one thing.
    public void message(Context context, @Nullable Visitor visitor, String title, String text) {
        pages.show(context, "message", Map.of("frame", new Frame(title, "", visitor, ""), "text", text));
    }

    /// What somebody wrote is shown again, so that it is not lost with the session.
    private void signedOut(Context context) {
        List<String> kept = new ArrayList<>();
        context.formParamMap().forEach((name, values) -> {
            if (name.equals("corrected") || name.equals("note")) {
                values.stream().filter(value -> !value.isBlank()).forEach(kept::add);
            }
        });
        context.status(401);
        pages.show(context, "signed-out", Map.of("frame", new Frame("Sign in", "", null, ""), "kept", kept));
    }

    /// Where to go after signing in.
    private static void remember(Context context) {
        if (OURS.matcher(context.path()).matches()) {
            Cookies.write(context, NEXT, context.path(), MINUTES);
        }
    }

    /// The page somebody wanted before they were asked to sign in; the queue when there is none.
    public static String next(Context context) {
        String wanted = context.cookie(NEXT);
        Cookies.write(context, NEXT, "", 0);
        return wanted != null && OURS.matcher(wanted).matches() ? wanted : Pages.BASE + "/queue";
    }
}
