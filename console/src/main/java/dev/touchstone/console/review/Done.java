package dev.touchstone.console.review;

import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.ReviewSummary;
import dev.touchstone.console.web.Visitor;
import dev.touchstone.console.web.Words;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the visitor did on the page before, as the backend has it now, with the way back.
///
/// @param revision that undo takes back
public record Done(ReviewId id, String text, int revision) {
    static @Nullable Done of(Context context, TouchstoneClient client, Visitor visitor) {
        String id = context.queryParam("done");
        if (id == null || !id.matches("[0-9a-f-]{36}")) {
            return null;
        }
        List<ReviewSummary> found = client.reviews(List.of(new ReviewId(id)));
        if (found.isEmpty() || visitor.role(found.getFirst().review().pipeline()) == null) {
            return null;
        }
        ReviewSummary summary = found.getFirst();
        Decision decision = OwnVerdict.of(client, visitor, summary.review())
                .orElse(summary.review().decision());
        if (decision == null
                || !decision.reviewer().id().equals(visitor.person().id())) {
            return null;
        }
        String shown = summary.output() == null ? id : "“" + start(summary.output()) + "”";
        return new Done(
                summary.review().id(),
                "You " + Words.past(decision.action()) + " " + shown + ".",
                summary.review().standing().revision());
    }

    private static String start(String text) {
        return text.length() <= 60 ? text : text.substring(0, text.offsetByCodePoints(0, 50)) + " …";
    }
}
