package dev.touchstone.backend.drift;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.backend.drift.watch.Watch;
import dev.touchstone.backend.drift.watch.WatchRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One step of a pipeline's detectors along its reviews: where they stand, what has changed behind them, what comes
/// next. It only reads; [DriftWatch] stores the result.
///
/// The detectors stand behind a *watermark*: a review is taken once each before it is decided, or is overdue by
/// [#GRACE]. Otherwise reviews would be taken in the order in which people decide, and errors are often judged
/// faster than passes.
final class Progress {
    /// How long after it was due a review holds up those that came later.
    static final Duration GRACE = Duration.ofDays(1);

    /// Reviews of the last moments may not be committed yet.
    static final Duration SETTLING = Duration.ofMinutes(1);

    /// How far back late arrivals are looked for again, since clocks of nodes differ.
    static final Duration OVERLAP = Duration.ofMinutes(10);

    static final int CHUNK = 500;
    static final int CHECKPOINT_EVERY = 200;

    /// A change further back than these makes the detectors start from the first review.
    private static final int CHECKPOINTS = 50;

    private final PipelineName pipeline;
    private final WatchDao dao;
    private final @Nullable WatchRow before;
    private final List<WatchDao.Fed> fed = new ArrayList<>();
    private final List<WatchDao.Checkpoint> checkpoints = new ArrayList<>();
    private Watch watch;
    private Position at = Position.START;
    /// Where this step began: behind it nothing changes.
    private Position from = Position.START;
    private long taken;
    private boolean rewound;
    private boolean rebuilt;
    private boolean more;

    private Progress(PipelineName pipeline, WatchDao dao, @Nullable WatchRow before, WatchRules rules) {
        this.pipeline = pipeline;
        this.dao = dao;
        this.before = before;
        this.watch = Watch.start(rules);
    }

    /// Reads on from where the stored state stands.
    static Progress of(PipelineName pipeline, WatchDao dao, WatchRules rules, Facts facts, Instant now) {
        Progress progress = new Progress(pipeline, dao, dao.find(pipeline).orElse(null), rules);
        progress.restore(rules, now);
        progress.read(facts, now);
        return progress;
    }

    private void restore(WatchRules rules, Instant now) {
        if (before == null || before.state().isEmpty()) {
            return;
        }
        if (!before.intact()) {
            rebuilt = true;
            rewound = true;
            return;
        }
        Optional<Watch> stored = Watch.from(before.state(), rules);
        if (stored.isEmpty()) {
            rewound = true;
            return;
        }
        watch = stored.get();
        at = before.at();
        taken = before.taken();
        changed(before, now).ifPresent(changed -> rewind(changed, rules));
    }

    /// The first review taken so far that is not as it was.
    private Optional<Position> changed(WatchRow row, Instant now) {
        // A clock that was set back makes what happens now look older than what was looked at.
        long sinceMs = Math.max(0, Math.min(row.lookedAtMs(), now.toEpochMilli()) - OVERLAP.toMillis());
        Optional<Position> decided = dao.changed(pipeline, sinceMs);
        Optional<Position> late = dao.late(pipeline, sinceMs, at);
        return decided.isPresent() && late.isPresent()
                ? decided.filter(one -> one.compareTo(late.get()) < 0).or(() -> late)
                : decided.or(() -> late);
    }

    private void rewind(Position changed, WatchRules rules) {
        rewound = true;
        watch = Watch.start(rules);
        at = Position.START;
        taken = 0;
        dao.before(pipeline, changed)
                .filter(found -> found.checksum().equals(Checksum.of(found.state())))
                .ifPresent(found -> Watch.from(found.state(), rules).ifPresent(then -> {
                    watch = then;
                    at = new Position(found.atMs(), found.atId());
                    taken = found.taken();
                }));
    }

    private void read(Facts facts, Instant now) {
        from = at;
        List<FactRow> rows = dao.facts(pipeline, at, now.minus(SETTLING).toEpochMilli(), CHUNK);
        for (FactRow row : rows) {
            if (row.open() && now.isBefore(Instant.ofEpochMilli(row.dueAtMs()).plus(GRACE))) {
                return;
            }
            if (facts.awaitsScore(row, now)) {
                return;
            }
            watch.next(facts.of(row));
            at = row.position();
            taken++;
            fed.add(new WatchDao.Fed(new ReviewId(row.id()), pipeline, row.createdAtMs(), row.revision()));
            if (taken % CHECKPOINT_EVERY == 0) {
                String state = watch.stored();
                checkpoints.add(
                        new WatchDao.Checkpoint(pipeline, taken, at.atMs(), at.id(), state, Checksum.of(state)));
            }
        }
        more = rows.size() == CHUNK;
    }

    Watch watch() {
        return watch;
    }

    /// Whether what was stored could not be used.
    boolean rebuilt() {
        return rebuilt;
    }

    /// Arrival of the last output that was taken.
    long upToMs() {
        return at.atMs();
    }

    /// Whether the detectors are going over old reviews again, because of a changed decision, and are not back yet.
    boolean behind() {
        return before != null && at.compareTo(before.furthest()) < 0;
    }

    /// Whether there is more to take at once.
    boolean more() {
        return more;
    }

    /// Whether nothing happened, and it is not long since that was stored.
    boolean idle(Instant now) {
        return before != null
                && !rewound
                && fed.isEmpty()
                && Math.abs(now.toEpochMilli() - before.lookedAtMs()) < OVERLAP.toMillis() / 2;
    }

    /// Stores the step within the caller's transaction.
    ///
    /// @return false when another node was faster: then nothing was stored
    boolean store(WatchDao to, Instant now) {
        if (before == null) {
            to.begin(pipeline);
        }
        String state = watch.stored();
        Position furthest = before != null && behind() ? before.furthest() : at;
        WatchRow row = new WatchRow(
                pipeline,
                before == null ? 0 : before.version(),
                new WatchRow.Reached(at.atMs(), at.id()),
                taken,
                new WatchRow.Furthest(furthest.atMs(), furthest.id()),
                now.toEpochMilli(),
                state,
                Checksum.of(state));
        if (to.move(row) == 0) {
            return false;
        }
        if (rewound) {
            long kept = taken - fed.size();
            to.dropCheckpoints(pipeline, kept, -1);
            to.forgetFedAfter(pipeline, from);
        }
        to.insertFed(fed);
        if (!checkpoints.isEmpty()) {
            to.keep(checkpoints);
            to.dropCheckpoints(pipeline, taken, taken - (long) CHECKPOINTS * CHECKPOINT_EVERY);
        }
        return true;
    }
}
