package dev.touchstone.backend.golden.admission;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.GoldenRules;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.backend.golden.item.GoldenItems;
import dev.touchstone.backend.golden.item.Lesson;
import dev.touchstone.backend.golden.item.Verdict;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;
import dev.touchstone.backend.store.StorageFault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Admits decisions to the golden set, in the background and many in one transaction, so that whoever
/// decides does not wait for it. A decision notes that it is due, in its own transaction; so does whatever
/// changes what became of it later. Each note is worked off exactly once by making the set agree with where
/// the decision stands by then, so that the order of notes does not matter. Thread-safe; of several nodes
/// one admits at a time.
public final class GoldenAdmission implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GoldenAdmission.class);

    /// In one transaction, which on SQLite is the only writer's: some milliseconds.
    private static final int TOGETHER = 50;
    /// Another node's clock may be ahead.
    private static final long SKEW_MS = 60_000;
    /// A decision that fails waits so long, well behind [#SKEW_MS].
    private static final Duration PUT_OFF = Duration.ofHours(1);

    private static final Duration JUST_NOW = Duration.ofMinutes(1);
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final Database database;
    private final Ids ids;
    private final InstantSource clock;
    private final Pipelines pipelines;
    private final GoldenItems items;
    private final DecidedVerdicts verdicts;
    private final AdmissionRuns runs = new AdmissionRuns(this::catchUp);

    public GoldenAdmission(
            Database database,
            Ids ids,
            InstantSource clock,
            Pipelines pipelines,
            GoldenItems items,
            DecidedVerdicts verdicts) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.pipelines = pipelines;
        this.items = items;
        this.verdicts = verdicts;
    }

    /// A note, and what has been made ready for it without holding anybody up.
    private record Ready(
            GoldenDueRow due,
            DecidedVerdicts.@Nullable Stood stood,
            @Nullable Lesson lesson) {}

    public void start() {
        runs.start();
    }

    /// Notes, within the decision's transaction, that an item is to be made of it; does nothing when the
    /// policy does not learn from such a verdict. What is learnt is for the policy of this moment to say.
    public void decided(Handle transaction, Verdict verdict) {
        Pipeline pipeline = pipelines.behind(verdict.behind());
        if (GoldenItems.learnsFrom(verdict, pipeline.policy().golden())) {
            note(transaction, verdict.decision().id(), pipeline.policyVersion());
        }
    }

    /// Notes, within the transaction that brings it about, that a decision was taken back, replaced, or is
    /// in force again.
    public void changed(Handle transaction, String decisionId) {
        note(transaction, decisionId, null);
    }

    private void note(Handle transaction, String decisionId, @Nullable Integer policyVersion) {
        transaction
                .attach(GoldenDueDao.class)
                .add(new GoldenDueRow(clock.millis(), ids.next(), decisionId, policyVersion));
    }

    /// After the commit: says that there is something to do. Never waits.
    public void wake() {
        runs.wake();
    }

    /// Waits, a second at most, until everything committed before this call is admitted. Who asks about a
    /// decision of long ago does not wait.
    ///
    /// @param decidedAt when the decision was made that somebody asks about
    /// @return whether there may be something now that was not there before
    public boolean settledSince(Instant decidedAt) {
        return clock.instant().minus(JUST_NOW).isBefore(decidedAt) && runs.settled(WAIT);
    }

    /// Waits, a second at most, until everything committed before this call is admitted.
    public void settle() {
        boolean unused = runs.settled(WAIT);
    }

    /// Works off all there is.
    ///
    /// @return how many notes
    public int catchUp() {
        int done = 0;
        for (List<GoldenDueRow> some = due(TOGETHER); !some.isEmpty(); some = due(TOGETHER)) {
            done += workOff(some);
        }
        return done;
    }

    private List<GoldenDueRow> due(int limit) {
        return database.reader().withExtension(GoldenDueDao.class, dao -> dao.due(clock.millis() + SKEW_MS, limit));
    }

    private int workOff(List<GoldenDueRow> some) {
        try {
            return together(some);
        } catch (RuntimeException e) {
            if (StorageFault.of(e).passing()) {
                throw e;
            }
            log.error("admitting decisions failed, going on one by one", e);
            some.forEach(this::alone);
            return some.size();
        }
    }

    /// A decision that fails must not hold up those behind it.
    private void alone(GoldenDueRow due) {
        try {
            int unused = together(List.of(due));
        } catch (RuntimeException e) {
            if (StorageFault.of(e).passing()) {
                throw e;
            }
            log.error("decision cannot be admitted, put off decision={}", due.decisionId(), e);
            long later = clock.instant().plus(PUT_OFF).toEpochMilli();
            int unused = database.writer().withExtension(GoldenDueDao.class, dao -> dao.putOff(due, later));
        }
    }

    private int together(List<GoldenDueRow> some) {
        // Reading, comparing and hashing hold up nobody. What changes meanwhile has a note of its own, for the next
        // run.
        List<Ready> ready = database.reader().withHandle(handle -> ready(handle, some));
        database.writer().useTransaction(tx -> {
            items.takeTurn(tx);
            GoldenDueDao dao = tx.attach(GoldenDueDao.class);
            for (Ready one : ready) {
                if (dao.done(one.due()) == 1) {
                    bring(tx, one);
                }
            }
        });
        return some.size();
    }

    private List<Ready> ready(Handle handle, List<GoldenDueRow> some) {
        List<Ready> ready = new ArrayList<>();
        for (GoldenDueRow due : some) {
            DecidedVerdicts.@Nullable Stood stood =
                    verdicts.find(handle, due.decisionId()).orElse(null);
            ready.add(new Ready(due, stood, stood == null ? null : lesson(due, stood)));
        }
        return ready;
    }

    private @Nullable Lesson lesson(GoldenDueRow due, DecidedVerdicts.Stood stood) {
        Verdict verdict = stood.verdict();
        Integer version = due.policyVersion();
        if (version == null || stood.standing() == DecidedVerdicts.Standing.TAKEN_BACK) {
            return null;
        }
        if (verdict == null) {
            log.info("decision left out of the golden set, its texts are gone decision={}", due.decisionId());
            return null;
        }
        PipelineName behind = pipelines.behind(verdict.behind()).name();
        GoldenRules rules = pipelines.policy(behind, version).golden();
        return GoldenItems.lesson(verdict, rules).orElse(null);
    }

    private void bring(Handle tx, Ready ready) {
        DecidedVerdicts.Stood stood = ready.stood();
        if (stood == null) {
            return;
        }
        String decisionId = ready.due().decisionId();
        if (ready.lesson() != null) {
            items.admit(tx, ready.lesson());
        }
        switch (stood.standing()) {
            case IN_FORCE -> {
                if (ready.lesson() == null) {
                    items.inForceAgain(tx, decisionId, stood.by());
                }
            }
            case REPLACED -> items.superseded(tx, decisionId, stood.by());
            case TAKEN_BACK -> items.undone(tx, decisionId, stood.by());
        }
    }

    @Override
    public void close() {
        runs.close();
    }
}
