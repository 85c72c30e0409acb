package dev.touchstone.backend.quality.threshold;

import dev.touchstone.api.chat.ChatMessage;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.quality.AppliedRescored;
import dev.touchstone.api.quality.ApplyRescored;
import dev.touchstone.api.quality.RescoredAdvice;
import dev.touchstone.api.quality.RescoredItems;
import dev.touchstone.api.quality.RescoredVersion;
import dev.touchstone.api.quality.ThresholdAdvice;
import dev.touchstone.backend.golden.item.ItemHash;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.quality.Observations;
import dev.touchstone.backend.quality.Period;
import dev.touchstone.backend.quality.Selection;
import dev.touchstone.backend.quality.estimate.Observed;
import dev.touchstone.backend.store.Database;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Certifies the threshold of a version before its release: on what it says to the items that were kept for
/// tests and came of the random audit, because it has no audits of its own yet. Thread-safe.
public final class RescoredAdvisor {
    /// A trial begins when most of the items are scored: its thresholds must not depend on which its sender
    /// liked best.
    private static final double SCORED = 0.9;

    private final Database database;
    private final Observations observations;
    private final Pipelines pipelines;
    private final InstantSource clock;
    private final Trials trials;
    private final ThresholdApplying applying;

    public RescoredAdvisor(Database database, Observations observations, Pipelines pipelines, InstantSource clock) {
        this.database = database;
        this.observations = observations;
        this.pipelines = pipelines;
        this.clock = clock;
        this.trials = new Trials(database, pipelines, clock);
        this.applying = new ThresholdApplying(database, pipelines, clock);
    }

    /// What is asked, and by which trial it is answered.
    private record Question(
            PipelineName pipeline, RescoredVersion version, double maxError, double confidence, int days) {
        Trials.Subject subject(Period period) {
            return Trials.Subject.rescored(
                    new Selection(pipeline, period, version.model(), version.promptVersion(), null, null, null),
                    maxError);
        }
    }

    /// What became of the rows of a request.
    private record Taken(int taken, int repeated, int ignored) {}

    private record Answered(RescoredAdvice advice, Trials.Standing standing) {}

    /// Takes scores in and says what can be promised by now.
    public RescoredAdvice of(PipelineName pipeline, RescoredItems asked) {
        return answer(
                        new Question(pipeline, asked.version(), asked.maxError(), asked.confidence(), asked.days()),
                        asked.rows())
                .advice();
    }

    /// Makes a new policy version with the certified threshold.
    ///
    /// @throws dev.touchstone.backend.refusal.Refused as a conflict when none is certified, another is, or
    ///     it is in force already
    public AppliedRescored apply(PipelineName name, ApplyRescored asked, String by) {
        pipelines.require(name);
        Pipeline current = database.reader()
                .withHandle(handle -> pipelines.find(handle, name))
                .orElseThrow();
        Question question = new Question(name, asked.version(), asked.maxError(), asked.confidence(), 1);
        Answered answer = answer(question, List.of());
        RescoredAdvice advice = answer.advice();
        var earned = new ThresholdApplying.Earned(
                advice.certificate().threshold(),
                advice.certificate().why(),
                advice.maxError(),
                advice.confidence(),
                advice.delta(),
                advice.tested().outputs(),
                answer.standing().k());
        return new AppliedRescored(applying.apply(current, earned, asked.threshold(), by), advice);
    }

    private Answered answer(Question question, List<RescoredItems.Row> rows) {
        Policy policy = pipelines.require(question.pipeline()).policy();
        Period days = Period.lastDays(question.days(), clock.instant());
        Trials.Subject subject = question.subject(days);
        Trials.Standing standing = trials.rescored(subject);
        // What a trial has begun with stays in it, however long it takes.
        Period period =
                standing.row() == null ? days : new Period(standing.row().fromHour(), days.toHour());
        Audits audits = audits(question.pipeline(), period);
        TestSide side = TestSide.of(
                audits.drawn(),
                items(question.pipeline(), period),
                policy.golden().splits().test());
        Taken taken = take(question, side, rows);
        TestSide.Rescored rescored = side.rescored(scores(question));
        AnytimeCertification certification = new AnytimeCertification(
                rescored.arrivals(),
                rescored.arrivals(),
                Traffic.of(rescored.confidences()),
                policy.auditRate(),
                question.maxError(),
                standing.delta(question.confidence()));
        Trials.Standing begun = standing;
        long least = AnytimeCertification.leastAudits(question.maxError(), standing.delta(question.confidence()));
        boolean mayBegin = certification.mayBegin()
                && rescored.scored() >= least
                && rescored.scored() >= SCORED * (rescored.scored() + rescored.unscored());
        if (standing.row() == null && mayBegin) {
            begun = trials.beginRescored(
                    subject,
                    period.fromHour(),
                    certification.plan(),
                    rescored.arrivals().size());
        }
        ThresholdAdvice.Certificate certificate = begun.row() == null
                ? tooEarly(rescored, least)
                : certification.of("rescored", begun.plan(), begun.wire(question.confidence()), null);
        RescoredAdvice advice = new RescoredAdvice(
                question.version(),
                question.maxError(),
                question.confidence(),
                begun.delta(question.confidence()),
                new RescoredAdvice.Tested(
                        rescored.arrivals().size(),
                        rescored.scored(),
                        rescored.unscored(),
                        rescored.withoutItem(),
                        taken.taken(),
                        taken.repeated(),
                        taken.ignored(),
                        least),
                certificate,
                assumptions(audits, rescored));
        return new Answered(advice, begun);
    }

    private Audits audits(PipelineName pipeline, Period period) {
        Observed observed = observations.wholeOutputs(pipeline, period, clock.millis());
        return Audits.of(observed, version -> {
            Policy policy = pipelines.policy(pipeline, version);
            return policy.activeScore().isPresent() ? policy.leastAudit() : 1;
        });
    }

    private List<TestSide.Item> items(PipelineName pipeline, Period period) {
        return database.reader()
                .withExtension(RescoredDao.class, dao -> dao.items(pipeline, period.fromHour(), period.toHour()));
    }

    private List<TestSide.Score> scores(Question question) {
        return database.reader()
                .withExtension(
                        RescoredDao.class,
                        dao -> dao.scores(
                                question.pipeline(),
                                question.version().model(),
                                question.version().promptVersion()));
    }

    private Taken take(Question question, TestSide side, List<RescoredItems.Row> rows) {
        Set<String> items = new HashSet<>(side.itemIds());
        List<RescoredRow> known = rows.stream()
                .filter(row -> items.contains(row.itemId()))
                .map(row -> row(question, row))
                .toList();
        int ignored = rows.size() - known.size();
        if (known.isEmpty()) {
            return new Taken(0, 0, ignored);
        }
        int taken = database.writer().inTransaction(transaction -> {
            RescoredDao dao = transaction.attach(RescoredDao.class);
            return known.stream().mapToInt(dao::add).sum();
        });
        return new Taken(taken, known.size() - taken, ignored);
    }

    private RescoredRow row(Question question, RescoredItems.Row row) {
        return new RescoredRow(
                question.pipeline(),
                question.version().model(),
                question.version().promptVersion(),
                row.itemId(),
                row.confidence(),
                row.output() == null ? null : ItemHash.of(ChatMessage.meaning(row.output())),
                row.correct(),
                clock.millis());
    }

    private static ThresholdAdvice.Certificate tooEarly(TestSide.Rescored rescored, long least) {
        long missing = Math.max(1, least - rescored.scored());
        String why = rescored.arrivals().isEmpty()
                ? "None can be certified, because no output of the random audit has an item on the test side yet."
                : rescored.scored() < least
                        ? "None can be certified, because " + rescored.scored()
                                + " scored test items are too few; it takes at least " + least + ", all of them right."
                        : "None can be certified yet, because " + rescored.unscored()
                                + " test items are not scored; score nine of ten at least.";
        return new ThresholdAdvice.Certificate("rescored", null, why, missing, null, List.of());
    }

    private static List<String> assumptions(Audits audits, TestSide.Rescored rescored) {
        List<String> assumptions = new ArrayList<>();
        assumptions.add(
                "Holds while what is asked stays like what was audited, and the version answers in use as it answered"
                        + " the test items.");
        assumptions.add(
                "Whether an answer is right is the sender's word, or that it means the same as the item's target.");
        assumptions.add(
                "The first word of a version on an item counts. Each audited output counts once; an input that was"
                        + " asked several times is scored once and counts for each.");
        if (rescored.unscored() + rescored.withoutItem() > 0) {
            assumptions.add(
                    "What is not known counts as wrong at every threshold: test items that were not scored, and the"
                            + " test side's share of audits without an item.");
        }
        if (audits.thinned()) {
            assumptions.add(
                    "Audit rates differed; all were thinned to the lowest of their policy version by the sampling"
                            + " key.");
        }
        return assumptions;
    }
}
