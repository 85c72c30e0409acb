package dev.touchstone.console.review;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewCounts;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.review.ReviewSummary;
import dev.touchstone.console.output.ShownOutput;
import dev.touchstone.console.sheet.Difference;
import dev.touchstone.console.web.Backends;
import dev.touchstone.console.web.Door;
import dev.touchstone.console.web.Frame;
import dev.touchstone.console.web.Pages;
import dev.touchstone.console.web.Role;
import dev.touchstone.console.web.Visitor;
import dev.touchstone.console.web.Words;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One review with everything on one page.
final class ReviewPages {
    private final OwnQueue queue;
    private final Backends backends;
    private final Pages pages;
    private final InstantSource clock;

    ReviewPages(OwnQueue queue, Backends backends, Pages pages, InstantSource clock) {
        this.queue = queue;
        this.backends = backends;
        this.pages = pages;
        this.clock = clock;
    }

    void show(Context context, Visitor visitor) {
        ReviewDetail detail = detail(context, visitor);
        show(context, visitor, detail, Entered.nothing(output(detail)), null);
    }

    /// @param trouble why what was entered was not taken; null for nothing
    void show(Context context, Visitor visitor, ReviewDetail detail, Entered entered, @Nullable String trouble) {
        show(context, visitor, detail, entered, trouble, List.of());
    }

    /// @param preview what was changed, for whoever looks before they save; empty for nothing
    void show(
            Context context,
            Visitor visitor,
            ReviewDetail detail,
            Entered entered,
            @Nullable String trouble,
            List<Difference.Changed> preview) {
        Journey journey = Journey.of(context, visitor);
        ReviewPage page = new ReviewPage(
                visitor,
                detail,
                new ReviewPage.Draft(entered, trouble, preview),
                OwnVerdict.of(backends.client(), visitor, detail.review()).orElse(null),
                Done.of(context, backends.client(), visitor),
                journey,
                waiting(queue.counts(visitor, journey.only())),
                clock.instant());
        pages.show(context, "review", Map.of("frame", new Frame("Review", "", visitor, "queue"), "page", page));
    }

    private static String waiting(ReviewCounts counts) {
        if (counts.open() >= ReviewCounts.MOST) {
            return "1,000 or more wait";
        }
        return counts.open() + (counts.open() == 1 ? " waits" : " wait");
    }

    /// How it stands, for a page that is open: somebody may decide elsewhere.
    void state(Context context, Visitor visitor) {
        ReviewId id = id(context);
        List<ReviewSummary> found = backends.client().reviews(List.of(id));
        if (found.isEmpty()) {
            throw new Door.NothingThereException();
        }
        Review review = found.getFirst().review();
        Door.require(visitor, Role.REVIEWER, review.pipeline());
        var answer = JsonNodeFactory.instance.objectNode();
        answer.put("revision", review.standing().revision());
        answer.put("open", review.standing().state() == ReviewState.OPEN);
        answer.put("words", review.decision() == null ? "" : Words.of(review.decision()) + ".");
        context.contentType("application/json").result(answer.toString());
    }

    /// The whole output, however long.
    void text(Context context, Visitor visitor) {
        ShownOutput output = output(detail(context, visitor));
        if (output == null) {
            throw new Door.NothingThereException();
        }
        Pages.file(context, "output.txt", output.text());
    }

    /// @throws Door.NothingThereException for a review that the visitor may not see
    ReviewDetail detail(Context context, Visitor visitor) {
        ReviewDetail detail = backends.client().review(id(context));
        Door.require(visitor, Role.REVIEWER, detail.review().pipeline());
        return detail;
    }

    static ReviewId id(Context context) {
        String id = context.pathParam("id");
        if (!id.matches("[0-9a-f-]{36}")) {
            throw new Door.NothingThereException();
        }
        return new ReviewId(id);
    }

    static @Nullable ShownOutput output(ReviewDetail detail) {
        NewOutput body = detail.output().body();
        return body == null ? null : new ShownOutput(body);
    }
}
