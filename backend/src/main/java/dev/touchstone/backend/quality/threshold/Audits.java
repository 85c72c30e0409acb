package dev.touchstone.backend.quality.threshold;

import dev.touchstone.backend.quality.estimate.Answer;
import dev.touchstone.backend.quality.estimate.AttributeFinding;
import dev.touchstone.backend.quality.estimate.Observed;
import dev.touchstone.backend.quality.estimate.ReviewFact;
import dev.touchstone.stats.confidence.ScoredOutput;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;

/// The equal-probability part of the reviews. Where strata of a policy version were audited at different rates,
/// the sampling key thins all of them to its lowest, so that every output that came under it had the same
/// chance. Later versions change nothing in what was drawn before: evidence must not be thinned once it has
/// been looked at; nor does the beginning of an active audit, whose floor holds from the start of its version.
///
/// @param rate that every output of the latest policy version was audited with; 0 when some could not be
/// @param thinned whether rates differed within a policy version
/// @param drawn reviews of outputs whose key lies below the rate of their policy version, in the order they
///     came in
record Audits(double rate, boolean thinned, List<ReviewFact> drawn) {
    /// @param floors the rate below which an active audit of that policy version never falls; 1 for a plain one
    static Audits of(Observed observed, IntToDoubleFunction floors) {
        TreeMap<Integer, Double> rates = new TreeMap<>();
        observed.reviews()
                .forEach(review -> rates.merge(
                        review.policyVersion(),
                        Math.min(review.auditRate(), floors.applyAsDouble(review.policyVersion())),
                        Math::min));
        observed.population().stream()
                // Below 1, π at intake is the audit rate or, for doubtful outputs, more.
                .filter(count -> count.inclusion() < 1)
                .forEach(count -> rates.merge(count.policyVersion(), count.inclusion(), Math::min));
        return new Audits(
                rates.isEmpty() ? 0 : rates.lastEntry().getValue(),
                observed.reviews().stream()
                        .anyMatch(review -> review.auditRate() > rates.getOrDefault(review.policyVersion(), 0.0)),
                observed.reviews().stream()
                        .filter(review -> review.u() < rates.getOrDefault(review.policyVersion(), 0.0))
                        .toList());
    }

    long count(Answer answer) {
        return drawn.stream().filter(review -> review.answer() == answer).count();
    }

    /// Everything that counts for a promise: what was decided, and what is overdue, as wrong.
    private Stream<ReviewFact> counting() {
        return drawn.stream().filter(review -> review.answer() != Answer.PENDING);
    }

    List<ScoredOutput> scored() {
        return scored(counting());
    }

    /// The same with what is not due yet, as wrong: evidence that takes it so can only be too little, whichever
    /// is judged first.
    List<ScoredOutput> arrivals() {
        return scored(drawn.stream());
    }

    private static List<ScoredOutput> scored(Stream<ReviewFact> reviews) {
        return reviews.filter(review -> review.confidence() != null)
                .map(review -> ScoredOutput.of(
                        Objects.requireNonNull(review.confidence()), review.answer() == Answer.APPROVED))
                .toList();
    }

    List<String> attributes() {
        return counting()
                .flatMap(review -> review.attributes().entrySet().stream())
                .filter(finding -> finding.getValue().confidence() != null)
                .map(Map.Entry::getKey)
                .distinct()
                .sorted()
                .toList();
    }

    List<ScoredOutput> scored(String attribute) {
        return counting()
                .map(review -> review.attributes().get(attribute))
                .filter(Objects::nonNull)
                .filter(finding -> finding.confidence() != null)
                .map(Audits::scored)
                .toList();
    }

    private static ScoredOutput scored(AttributeFinding finding) {
        return ScoredOutput.of(Objects.requireNonNull(finding.confidence()), finding.correct());
    }
}
