package dev.touchstone.backend.review;

import dev.touchstone.api.NewOutput;
import dev.touchstone.api.Reminder;
import dev.touchstone.api.Reviewer;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.store.Database;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Which open reviews are due, for those who remind people of them. Every question is a range of an index over open
/// reviews by when they are due. Thread-safe.
public final class DueReviews {
    private final Database database;
    private final Outputs outputs;

    public DueReviews(Database database, Outputs outputs) {
        this.database = database;
        this.outputs = outputs;
    }

    /// An open review.
    ///
    /// @param holder who has claimed it, or whom it was assigned to
    public record Held(String review, String outputId, Instant dueAt, Reviewer holder) {}

    /// Open reviews of a pipeline that somebody holds now and that are due by a moment, most urgent first.
    public List<Held> held(String pipeline, Instant now, Instant until) {
        return database
                .reader()
                .withExtension(DueDao.class, dao -> dao.held(pipeline, now.toEpochMilli(), until.toEpochMilli()))
                .stream()
                .map(DueDao.Row::held)
                .toList();
    }

    /// Open reviews of a pipeline that were due before a moment.
    ///
    /// @param total how many
    /// @param first the most urgent of them
    public record Overdue(long total, List<Reminder.Due> first) {}

    /// @param most how many are told one by one
    public Overdue overdue(String pipeline, Instant before, int most) {
        return database.reader().withHandle(handle -> {
            DueDao dao = handle.attach(DueDao.class);
            List<Reminder.Due> first = dao.overdue(pipeline, before.toEpochMilli(), most).stream()
                    .map(row -> due(handle, row.id(), row.outputId(), Instant.ofEpochMilli(row.dueAtMs())))
                    .toList();
            return new Overdue(dao.countOverdue(pipeline, before.toEpochMilli()), first);
        });
    }

    /// @param open reviews that wait for a decision
    /// @param overdue of those, past their due time
    public record Backlog(long open, long overdue) {}

    public Backlog backlog(String pipeline, Instant now) {
        return database.reader()
                .withHandle(handle -> new Backlog(
                        ReviewQueue.openOf(handle, pipeline),
                        handle.attach(DueDao.class).countOverdue(pipeline, now.toEpochMilli())));
    }

    /// As they are told to people, with the beginnings of their queries.
    public List<Reminder.Due> told(List<Held> reviews) {
        return database.reader()
                .withHandle(handle -> reviews.stream()
                        .map(one -> due(handle, one.review(), one.outputId(), one.dueAt()))
                        .toList());
    }

    private Reminder.Due due(Handle handle, String review, String outputId, Instant dueAt) {
        return new Reminder.Due(review, query(handle, outputId), dueAt);
    }

    private @Nullable String query(Handle handle, String outputId) {
        NewOutput body =
                outputs.find(handle, outputId).map(OutputRow::parsedBody).orElse(null);
        return body == null || body.query() == null ? null : ReviewQueries.excerpt(body.query());
    }
}
