package dev.touchstone.backend.quality.audit;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.AuditScore;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.backend.output.ConfidenceScale;
import dev.touchstone.backend.quality.Observations;
import dev.touchstone.backend.quality.Period;
import dev.touchstone.backend.quality.estimate.Answer;
import dev.touchstone.backend.quality.estimate.ReviewFact;
import dev.touchstone.backend.store.Database;
import dev.touchstone.stats.confidence.ScoredOutput;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads what past audits and past traffic say of a score. What rules find doubtful is left out: people see it
/// anyway. Scores are taken in the steps of [ConfidenceScale], so that a band begins where a step does.
/// Thread-safe.
final class PastScores {
    private static final int LABEL_DAYS = 90;
    private static final int CONFIDENCE_DAYS = 28;
    private static final int JUDGED_DAYS = 7;

    private final Database database;
    private final Observations observations;
    private final InstantSource clock;

    PastScores(Database database, Observations observations, InstantSource clock) {
        this.database = database;
        this.observations = observations;
        this.clock = clock;
    }

    ScoredTraffic of(PipelineName pipeline, Policy policy, AuditScore score) {
        Period past = Period.lastDays(LABEL_DAYS, clock.instant());
        Map<OutputId, Double> judged = score == AuditScore.JUDGE ? judged(pipeline, past) : Map.of();
        List<ScoredOutput> labels = observations.wholeOutputs(pipeline, past, clock.millis()).reviews().stream()
                .filter(review -> review.audited() && review.decided() && left(policy, review))
                .flatMap(review -> Optional.ofNullable(
                        score == AuditScore.JUDGE ? judged.get(review.outputId()) : review.confidence())
                        .map(found -> new ScoredOutput(
                                step(found), review.answer() == Answer.APPROVED, 1 / review.auditRate()))
                        .stream())
                .toList();
        if (labels.size() < ScoredTraffic.LEAST_LABELS) {
            return new ScoredTraffic(labels, new TreeMap<>());
        }
        return new ScoredTraffic(labels, score == AuditScore.JUDGE ? scores(pipeline) : confidences(pipeline, policy));
    }

    /// What certainly goes to people has π = 1, what a budget thins a larger one than the audit's.
    private static boolean left(Policy policy, ReviewFact review) {
        return review.intakeInclusion() == review.auditRate() && !doubtful(policy, review.confidence());
    }

    private static boolean doubtful(Policy policy, @Nullable Double confidence) {
        return confidence == null
                ? policy.missingConfidence() == Policy.MissingConfidence.REVIEW
                : confidence < policy.confidenceThreshold();
    }

    private static double step(double score) {
        return ConfidenceScale.lowerEnd(ConfidenceScale.stepOf(score));
    }

    private Map<OutputId, Double> judged(PipelineName pipeline, Period past) {
        Map<OutputId, Double> scores = new HashMap<>();
        dao(dao -> dao.judged(pipeline, past.fromHour(), past.toHour()))
                .forEach(one -> scores.put(one.outputId(), one.score()));
        return scores;
    }

    private NavigableMap<Double, Long> scores(PipelineName pipeline) {
        Period late = Period.lastDays(JUDGED_DAYS, clock.instant());
        NavigableMap<Double, Long> traffic = new TreeMap<>();
        dao(dao -> dao.scores(pipeline, late.fromHour(), late.toHour()))
                .forEach(one -> traffic.merge(step(one.score()), one.outputs(), Long::sum));
        return traffic;
    }

    private NavigableMap<Double, Long> confidences(PipelineName pipeline, Policy policy) {
        Period late = Period.lastDays(CONFIDENCE_DAYS, clock.instant());
        NavigableMap<Double, Long> traffic = new TreeMap<>();
        dao(dao -> dao.confidences(pipeline, late.fromDay(), late.toDay())).stream()
                .filter(one -> one.bin() != ConfidenceScale.NONE)
                .filter(one -> !doubtful(policy, ConfidenceScale.lowerEnd(one.bin())))
                .forEach(one -> traffic.merge(ConfidenceScale.lowerEnd(one.bin()), one.outputs(), Long::sum));
        return traffic;
    }

    private <T> List<T> dao(Function<AuditScoreDao, List<T>> question) {
        return database.reader().withExtension(AuditScoreDao.class, question::apply);
    }
}
