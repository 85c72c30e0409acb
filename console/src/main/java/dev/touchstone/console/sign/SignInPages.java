package dev.touchstone.console.sign;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.session.OpenedSession;
import dev.touchstone.api.session.SignInOffer;
import dev.touchstone.console.web.Backends;
import dev.touchstone.console.web.Cookies;
import dev.touchstone.console.web.Door;
import dev.touchstone.console.web.Forms;
import dev.touchstone.console.web.Frame;
import dev.touchstone.console.web.Pages;
import dev.touchstone.console.web.SessionCookie;
import dev.touchstone.console.web.Visitor;
import dev.touchstone.console.web.Visitors;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// `GET|POST /sign-in/{token}` · `POST /sign-out`. To open a link does not use it: mail scanners and previews open
/// every
/// link. The button on its page does, and the browser in which it is pressed is the one that is signed in.
public final class SignInPages {
    private static final String BROWSER = "touchstone_browser";
    private static final int MINUTES = 15 * 60;

    private final Backends backends;
    private final Visitors visitors;
    private final Pages pages;
    private final Door door;
    private final SecureRandom random = new SecureRandom();

    public SignInPages(Backends backends, Visitors visitors, Pages pages, Door door) {
        this.backends = backends;
        this.visitors = visitors;
        this.pages = pages;
        this.door = door;
    }

    public void register(RoutesConfig routes) {
        routes.get(Pages.BASE + "/sign-in/{token}", this::offer);
        routes.post(Pages.BASE + "/sign-in/{token}", this::open);
        door.post(routes, "/sign-out", this::signOut);
    }

    private void offer(Context context) {
        try {
            SignInOffer offer = backends.client().sessions().offer(token(context));
            pages.show(
                    context,
                    "sign-in",
                    Map.of(
                            "frame",
                            new Frame("Sign in", "", null, ""),
                            "name",
                            offer.person().displayName(),
                            "csrf",
                            Forms.tokenOf(browser(context))));
        } catch (ApiException e) {
            over(context, e);
        }
    }

    private void open(Context context) {
        String browser = context.cookie(BROWSER);
        if (browser == null || !Forms.ours(context, Forms.tokenOf(browser))) {
            context.status(403);
            door.message(
                    context,
                    null,
                    "This form is not one of ours",
                    "Open the link itself, and press the button on its page. Your browser has to take cookies.");
            return;
        }
        try {
            // Whatever session the browser had is not taken over: the new one has a token of its own.
            OpenedSession opened = backends.client().sessions().open(token(context));
            visitors.of(context).ifPresent(before -> end(context));
            SessionCookie.write(context, opened.token());
            context.redirect(Door.next(context), HttpStatus.SEE_OTHER);
        } catch (ApiException e) {
            over(context, e);
        }
    }

    /// Whoever has used the link in this browser before is where they wanted to be.
    private void over(Context context, ApiException e) {
        if (e.status() != 404 && e.status() != 410 && e.status() != 422) {
            throw e;
        }
        Optional<Visitor> visitor = visitors.of(context);
        if (visitor.isPresent() && e.code().equals("link-used")) {
            context.redirect(Door.next(context), HttpStatus.SEE_OTHER);
            return;
        }
        context.status(e.status() == 410 ? 410 : 404);
        String why = switch (e.code()) {
            case "link-used" ->
                "A link signs in one browser, once, and this one was used before. If that was not you, tell whoever runs"
                        + " Touchstone.";
            case "link-expired" -> "A link holds for ten minutes, and these are over.";
            default -> "There is no such link.";
        };
        door.message(context, null, "This link does not work", why + " Get another with /review console in Slack.");
    }

    private void signOut(Context context, Visitor visitor) {
        end(context);
        SessionCookie.clear(context);
        door.message(context, null, "You are signed out", "To come back, get a link with /review console in Slack.");
    }

    private void end(Context context) {
        SessionCookie.read(context)
                .ifPresent(token -> backends.client().sessions().end(token));
    }

    /// @throws Door.NothingThereException for what no token can be
    private static String token(Context context) {
        String token = context.pathParam("token");
        if (!token.matches("[A-Za-z0-9_-]{1,100}")) {
            throw new Door.NothingThereException();
        }
        return token;
    }

    /// A secret of this browser's, so that no other page can press the button.
    private String browser(Context context) {
        String known = context.cookie(BROWSER);
        if (known != null && known.length() == 64) {
            return known;
        }
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String secret = HexFormat.of().formatHex(bytes);
        Cookies.write(context, BROWSER, secret, MINUTES);
        return secret;
    }
}
