package dev.touchstone.backend.drift;

import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.backend.audit.AuditPlans;
import dev.touchstone.backend.drift.watch.WatchRules;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.store.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Feeds the detectors of every pipeline from the stored reviews, and raises and ends alarms. It does not ask what
/// time it was called for but how far it has come, so a run that comes late, twice, or on two nodes at once has its
/// effect once. Thread-safe.
public final class DriftWatch {
    private static final Logger log = LoggerFactory.getLogger(DriftWatch.class);

    private final Database database;
    private final Pipelines pipelines;
    private final Alarms alarms;
    private final WeeklyShifts shifts;
    private final Supplier<List<String>> judgeNotes;
    private final InstantSource clock;

    /// @param judgeNotes what is wrong with the judge, in sentences; empty when all is well
    public DriftWatch(
            Database database,
            Pipelines pipelines,
            Alarms alarms,
            Supplier<List<String>> judgeNotes,
            InstantSource clock) {
        this.database = database;
        this.pipelines = pipelines;
        this.alarms = alarms;
        this.shifts = new WeeklyShifts(database);
        this.judgeNotes = judgeNotes;
        this.clock = clock;
    }

    /// Takes whatever is ready, of every pipeline. A pipeline that fails does not hold up the others; it is tried
    /// again with the next run.
    public void catchUp() {
        for (Pipeline pipeline : pipelines.all()) {
            try {
                catchUp(pipeline);
            } catch (RuntimeException e) {
                log.error("drift not looked at pipeline={}", pipeline.name(), e);
            }
        }
    }

    /// Takes whatever is ready of one pipeline.
    public void catchUp(Pipeline pipeline) {
        shifts.catchUp(pipeline.name(), clock.instant());
        boolean rebuilt = false;
        boolean more = true;
        while (more) {
            Instant now = clock.instant();
            Progress progress = database.snapshot(handle -> read(handle, pipeline, now));
            rebuilt |= progress.rebuilt();
            if (progress.rebuilt()) {
                log.warn("drift state damaged, made anew from the reviews pipeline={}", pipeline.name());
            }
            more = store(pipeline, progress, rebuilt, now) && progress.more();
        }
    }

    private Progress read(Handle handle, Pipeline pipeline, Instant now) {
        Facts facts = new Facts(
                pipeline.name(),
                pipelines,
                Certificates.of(handle, pipeline.name()),
                AuditPlans.of(handle, pipeline.name()));
        return Progress.of(
                pipeline.name(),
                handle.attach(WatchDao.class),
                WatchRules.of(pipeline.policy().drift()),
                facts,
                now);
    }

    /// @return false when another node was faster: it goes on then
    private boolean store(Pipeline pipeline, Progress progress, boolean rebuilt, Instant now) {
        Findings findings = findings(pipeline, progress, rebuilt);
        if (progress.idle(now) && database.reader().withHandle(handle -> !alarms.due(handle, pipeline, findings))) {
            return true;
        }
        return database.writer().inTransaction(transaction -> {
            if (!progress.store(transaction.attach(WatchDao.class), now)) {
                return false;
            }
            // In the midst of going back over old reviews the detectors know less than they did before.
            if (!progress.more()) {
                alarms.settle(transaction, pipeline, findings);
            }
            return true;
        });
    }

    private Findings findings(Pipeline pipeline, Progress progress, boolean rebuilt) {
        List<String> stalled = pipeline.policy().judge() == null ? List.of() : judgeNotes.get();
        return new Findings(
                progress.watch(),
                progress.upToMs(),
                progress.behind(),
                shifts.latest(pipeline.name()),
                stalled,
                rebuilt);
    }
}
