package dev.touchstone.backend.quality.estimate;

import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.quality.QualityGroup;
import dev.touchstone.stats.confidence.CalibrationMetrics;
import dev.touchstone.stats.confidence.ScoredOutput;
import dev.touchstone.stats.estimate.CountedOutput;
import dev.touchstone.stats.estimate.Method;
import dev.touchstone.stats.estimate.MissingReviews;
import dev.touchstone.stats.estimate.RatioLhw;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// How honest the pipeline's confidence is. Outputs without one do not count.
final class ConfidenceFigures {
    private static final int BINS = 10;

    private final Figures figures;
    private final List<Answered> scored;

    ConfidenceFigures(Figures figures, List<Answered> answered) {
        this.figures = figures;
        this.scored = answered.stream()
                .filter(review -> review.review().confidence() != null)
                .toList();
    }

    List<QualityFigure> all() {
        return List.of(brier(), ece());
    }

    /// The mean squared distance of confidence and verdict is a mean like any other, so it has the same interval.
    private QualityFigure brier() {
        List<CountedOutput> distances = scored.stream()
                .map(answered -> answered.counted(distance(confidence(answered.review()), answered.approved()), 1))
                .toList();
        String method = Method.RATIO_LHW.title();
        return RatioLhw.estimate(distances, figures.target(), figures.level())
                .map(ratio -> figures.of(
                        "brier",
                        figures.widened(ratio.ratio()),
                        scored.size(),
                        ratio.effective(),
                        method,
                        worstBrier().orElse(null)))
                .orElseGet(() -> figures.none("brier", scored.size(), method, nothing()));
    }

    /// The confidence of an unanswered review is known, so its distance can only be one of two.
    private Optional<MissingReviews> worstBrier() {
        double weight = 0;
        double missing = 0;
        double lower = 0;
        double upper = 0;
        for (Cell cell : figures.seen().cells()) {
            for (ReviewFact review : cell.drawn()) {
                if (review.confidence() == null) {
                    continue;
                }
                double each = 1 / review.inclusion();
                double right = distance(confidence(review), 1);
                double wrong = distance(confidence(review), 0);
                double found = review.answer() == Answer.APPROVED ? right : wrong;
                weight += each;
                missing += review.decided() ? 0 : each;
                lower += each * (review.decided() ? found : Math.min(right, wrong));
                upper += each * (review.decided() ? found : Math.max(right, wrong));
            }
        }
        return weight == 0
                ? Optional.empty()
                : Optional.of(new MissingReviews(missing / weight, lower / weight, upper / weight));
    }

    private static double distance(double confidence, double approved) {
        return (confidence - approved) * (confidence - approved);
    }

    private QualityFigure ece() {
        return Jackknife.of(scored, ConfidenceFigures::eceOf, figures.target())
                .map(found -> figures.of(
                        "ece",
                        figures.widened(found.distance(figures.level())),
                        scored.size(),
                        found.effective(),
                        "weighted, 10 bins of equal mass; " + Jackknife.METHOD,
                        null))
                .orElseGet(() -> figures.none("ece", scored.size(), Jackknife.METHOD, nothing()));
    }

    private static OptionalDouble eceOf(List<Answered> some) {
        return some.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(CalibrationMetrics.of(scores(some), BINS).eceEqualMass());
    }

    List<QualityGroup.Bar> bars() {
        if (scored.size() < Figures.ENOUGH) {
            return List.of();
        }
        return CalibrationMetrics.of(scores(scored), BINS).equalMass().stream()
                .map(bin -> new QualityGroup.Bar(
                        bin.lowest(),
                        bin.highest(),
                        bin.confidence(),
                        bin.accuracy().value(),
                        Figures.range(bin.accuracy().interval()),
                        bin.count()))
                .toList();
    }

    private static List<ScoredOutput> scores(List<Answered> some) {
        return some.stream()
                .map(answered -> answered.scored(confidence(answered.review())))
                .toList();
    }

    private static double confidence(ReviewFact review) {
        @Nullable Double confidence = review.confidence();
        if (confidence == null) {
            throw new IllegalStateException("an output without a confidence slipped in");
        }
        return confidence;
    }

    private String nothing() {
        if (figures.oneCluster()) {
            return figures.seen().ofOneCluster();
        }
        return scored.isEmpty()
                ? "no reviewed output of this selection has a confidence"
                : "not enough reviews of outputs with a confidence: " + scored.size() + " of " + Figures.ENOUGH;
    }
}
