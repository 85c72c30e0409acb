package dev.touchstone.backend.quality.threshold;

import dev.touchstone.backend.quality.estimate.Answer;
import dev.touchstone.backend.quality.estimate.AttributeFinding;
import dev.touchstone.backend.quality.estimate.Observed;
import dev.touchstone.backend.quality.estimate.PopulationCount;
import dev.touchstone.backend.quality.estimate.ReviewFact;
import dev.touchstone.stats.confidence.ScoredOutput;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// The equal-probability part of the reviews. Where strata or policy versions were audited at different rates, the
/// sampling key thins all of them to the lowest, so that every output had the same chance.
///
/// @param rate that every output was audited with; 0 when some could not be
/// @param drawn reviews of outputs whose key lies below it
record Audits(double rate, List<ReviewFact> drawn) {
    static Audits of(Observed observed) {
        double rate = DoubleStream.concat(
                        observed.reviews().stream().mapToDouble(ReviewFact::auditRate),
                        // Below 1, π at intake is the audit rate or, for doubtful outputs, more.
                        observed.population().stream()
                                .mapToDouble(PopulationCount::inclusion)
                                .filter(inclusion -> inclusion < 1))
                .min()
                .orElse(0);
        return new Audits(
                rate,
                observed.reviews().stream().filter(review -> review.u() < rate).toList());
    }

    long count(Answer answer) {
        return drawn.stream().filter(review -> review.answer() == answer).count();
    }

    /// Everything that counts for a promise: what was decided, and what is overdue, as wrong.
    private Stream<ReviewFact> counting() {
        return drawn.stream().filter(review -> review.answer() != Answer.PENDING);
    }

    List<ScoredOutput> scored() {
        return counting()
                .filter(review -> review.confidence() != null)
                .map(review -> ScoredOutput.of(
                        Objects.requireNonNull(review.confidence()), review.answer() == Answer.APPROVED))
                .toList();
    }

    List<String> attributes() {
        return counting()
                .flatMap(review -> review.attributes().entrySet().stream())
                .filter(finding -> finding.getValue().confidence() != null)
                .map(java.util.Map.Entry::getKey)
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
