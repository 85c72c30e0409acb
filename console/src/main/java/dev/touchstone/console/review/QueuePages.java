package dev.touchstone.console.review;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.review.ReviewSummary;
import dev.touchstone.api.wire.Page;
import dev.touchstone.console.web.Backends;
import dev.touchstone.console.web.Door;
import dev.touchstone.console.web.Forms;
import dev.touchstone.console.web.Frame;
import dev.touchstone.console.web.Pages;
import dev.touchstone.console.web.Role;
import dev.touchstone.console.web.Visitor;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The queue as a list, and the way into it.
final class QueuePages {
    private final OwnQueue queue;
    private final Backends backends;
    private final Pages pages;
    private final InstantSource clock;

    QueuePages(OwnQueue queue, Backends backends, Pages pages, InstantSource clock) {
        this.queue = queue;
        this.backends = backends;
        this.pages = pages;
        this.clock = clock;
    }

    void show(Context context, Visitor visitor) {
        PipelineName only = pipeline(visitor, context.queryParam("pipeline"));
        Page<ReviewSummary> page = queue.page(visitor, only, context.queryParam("cursor"));
        QueuePage model = new QueuePage(
                visitor,
                only,
                queue.counts(visitor, only),
                page.items().stream()
                        .map(item -> QueuePage.Row.of(item, clock.instant()))
                        .toList(),
                page.nextCursor(),
                Done.of(context, backends.client(), visitor));
        pages.show(
                context,
                "queue",
                Map.of(
                        "frame",
                        new Frame("Queue", "Outputs that wait for somebody to judge them.", visitor, "queue"),
                        "page",
                        model));
    }

    /// Takes the next review and goes there.
    void next(Context context, Visitor visitor) {
        PipelineName only = pipeline(visitor, Forms.field(context, "pipeline"));
        String after = Forms.field(context, "after");
        ReviewId left = after != null && after.matches("[0-9a-f-]{36}") ? new ReviewId(after) : null;
        Optional<ReviewId> next = queue.takeNext(visitor, only, left);
        int count = Forms.number(Forms.field(context, "n"), 0);
        context.redirect(
                next.map(id -> Pages.BASE + "/reviews/" + id + Journey.query(count, only, null))
                        .orElse(Pages.BASE + "/queue"),
                HttpStatus.SEE_OTHER);
    }

    /// @throws Door.NothingThereException for a pipeline that is not theirs
    static @Nullable PipelineName pipeline(Visitor visitor, @Nullable String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        for (PipelineName own : visitor.where(Role.REVIEWER)) {
            if (own.value().equals(name)) {
                return own;
            }
        }
        throw new Door.NothingThereException();
    }
}
