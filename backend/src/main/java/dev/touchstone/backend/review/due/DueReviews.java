package dev.touchstone.backend.review.due;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.report.Reminder;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.review.ReviewQueue;
import dev.touchstone.backend.store.Database;
import java.time.Instant;
import java.util.List;

/// Which open reviews are due, for those who remind people of them. Every question is a range of an index over open
/// reviews by when they are due. Thread-safe.
public final class DueReviews {
    private final Database database;

    public DueReviews(Database database) {
        this.database = database;
    }

    /// An open review.
    ///
    /// @param holder who has claimed it, or whom it was assigned to
    public record Held(ReviewId review, Instant dueAt, Reviewer holder) {}

    /// Open reviews of a pipeline that somebody holds now and that are due by a moment, most urgent first.
    public List<Held> held(PipelineName pipeline, Instant now, Instant until) {
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
    public Overdue overdue(PipelineName pipeline, Instant before, int most) {
        return database.reader().withHandle(handle -> {
            DueDao dao = handle.attach(DueDao.class);
            List<Reminder.Due> first = dao.overdue(pipeline, before.toEpochMilli(), most).stream()
                    .map(row -> new Reminder.Due(row.id(), Instant.ofEpochMilli(row.dueAtMs())))
                    .toList();
            return new Overdue(dao.countOverdue(pipeline, before.toEpochMilli()), first);
        });
    }

    /// @param open reviews that wait for a decision
    /// @param overdue of those, past their due time
    public record Backlog(long open, long overdue) {}

    public Backlog backlog(PipelineName pipeline, Instant now) {
        return database.reader()
                .withHandle(handle -> new Backlog(
                        ReviewQueue.openOf(handle, pipeline),
                        handle.attach(DueDao.class).countOverdue(pipeline, now.toEpochMilli())));
    }
}
