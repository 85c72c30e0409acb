package dev.touchstone.console.review;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.review.UndoRequest;
import dev.touchstone.console.sheet.Difference;
import dev.touchstone.console.web.Backends;
import dev.touchstone.console.web.Door;
import dev.touchstone.console.web.Forms;
import dev.touchstone.console.web.Pages;
import dev.touchstone.console.web.Visitor;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Takes what people decide, and leads them to the next review. What cannot be taken comes back with
/// everything that was entered, and with the reason.
final class DecisionPages {
    private static final int UNKNOWN = -1;

    private final OwnQueue queue;
    private final Backends backends;
    private final ReviewPages reviews;

    DecisionPages(OwnQueue queue, Backends backends, ReviewPages reviews) {
        this.queue = queue;
        this.backends = backends;
        this.reviews = reviews;
    }

    void decide(Context context, Visitor visitor) {
        ReviewDetail detail = shown(context, visitor);
        String pressed = Forms.field(context, "action");
        if ("skip".equals(pressed)) {
            backends.client().skip(detail.review().id(), visitor.person());
            onward(context, visitor, detail.review().id(), Journey.of(context, visitor), false);
            return;
        }
        Entered entered = Entered.of(context, detail, ReviewPages.output(detail));
        if ("preview".equals(pressed)) {
            preview(context, visitor, detail, entered);
            return;
        }
        try {
            NewDecision decision =
                    form(context, detail, entered).read(visitor.person(), pressed == null ? "" : pressed);
            backends.client().decide(detail.review().id(), decision, key(context));
            onward(
                    context,
                    visitor,
                    detail.review().id(),
                    Journey.of(context, visitor).further(),
                    true);
        } catch (DecisionForm.Unfinished e) {
            context.status(422);
            reviews.show(context, visitor, detail, entered, e.getMessage());
        } catch (ApiException e) {
            refused(context, visitor, entered, e);
        }
    }

    private void preview(Context context, Visitor visitor, ReviewDetail detail, Entered entered) {
        try {
            List<Difference.Changed> changed = form(context, detail, entered).preview();
            reviews.show(
                    context,
                    visitor,
                    detail,
                    entered,
                    changed.isEmpty() ? "The text is as it was: nothing is changed." : null,
                    changed);
        } catch (DecisionForm.Unfinished e) {
            context.status(422);
            reviews.show(context, visitor, detail, entered, e.getMessage());
        }
    }

    /// The review with the rubric and the reasons that the form showed.
    private ReviewDetail shown(Context context, Visitor visitor) {
        ReviewDetail detail = reviews.detail(context, visitor);
        int version = version(context);
        return version == UNKNOWN || Integer.valueOf(version).equals(detail.policyVersion())
                ? detail
                : backends.client().review(detail.review().id(), version);
    }

    private static DecisionForm form(Context context, ReviewDetail detail, Entered entered) {
        int version = version(context);
        return new DecisionForm(
                entered,
                ReviewPages.output(detail),
                Forms.number(Forms.field(context, "revision"), 0),
                version == UNKNOWN ? null : (Integer) version,
                seconds(context));
    }

    private static int version(Context context) {
        return Forms.number(Forms.field(context, "policy_version"), UNKNOWN);
    }

    private static @Nullable Double seconds(Context context) {
        int tenths = Forms.number(Forms.field(context, "tenths"), UNKNOWN);
        return tenths == UNKNOWN ? null : (Double) Math.min(86_400.0, tenths / 10.0);
    }

    private static String key(Context context) {
        String key = Forms.field(context, "key");
        return key != null && key.matches("[0-9a-f-]{36}")
                ? key
                : UUID.randomUUID().toString();
    }

    /// Somebody was faster, holds the review, or what was entered is refused: told as the backend says it, above what
    /// was entered.
    private void refused(Context context, Visitor visitor, Entered entered, ApiException e) {
        if (e.status() != 409 && e.status() != 422) {
            throw e;
        }
        context.status(e.status());
        String errors = e.problem().errors().isEmpty()
                ? ""
                : " " + e.problem().errors().getFirst().detail();
        reviews.show(
                context,
                visitor,
                reviews.detail(context, visitor),
                entered,
                e.problem().detail()
                        + errors
                        + ("review-changed".equals(e.code()) ? " What you entered is still below." : ""));
    }

    private void onward(Context context, Visitor visitor, ReviewId from, Journey journey, boolean decided) {
        Optional<ReviewId> next = queue.takeNext(visitor, journey.only(), from);
        String query = journey.query(decided ? from : null);
        context.redirect(Pages.BASE + next.map(id -> "/reviews/" + id).orElse("/queue") + query, HttpStatus.SEE_OTHER);
    }

    void undo(Context context, Visitor visitor) {
        ReviewDetail detail = reviews.detail(context, visitor);
        ReviewId id = detail.review().id();
        try {
            backends.client()
                    .undo(
                            id,
                            new UndoRequest(visitor.person(), Forms.number(Forms.field(context, "revision"), 0), null),
                            key(context));
            context.redirect(
                    Pages.BASE + "/reviews/" + id + Journey.of(context, visitor).query(null), HttpStatus.SEE_OTHER);
        } catch (ApiException e) {
            if (e.status() == 404) {
                throw new Door.NothingThereException();
            }
            refused(context, visitor, Entered.nothing(ReviewPages.output(detail)), e);
        }
    }
}
