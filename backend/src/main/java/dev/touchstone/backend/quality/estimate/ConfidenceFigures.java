package dev.touchstone.backend.quality.estimate;

import dev.touchstone.api.QualityFigure;
import dev.touchstone.api.QualityGroup;
import dev.touchstone.backend.quality.stats.CalibrationMetrics;
import dev.touchstone.backend.quality.stats.CountedOutput;
import dev.touchstone.backend.quality.stats.Method;
import dev.touchstone.backend.quality.stats.RatioLhw;
import dev.touchstone.backend.quality.stats.ScoredOutput;
import dev.touchstone.backend.quality.stats.Target;
import java.util.List;
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
                .map(answered -> {
                    double distance = confidence(answered) - answered.approved();
                    return answered.counted(distance * distance, 1);
                })
                .toList();
        return RatioLhw.estimate(distances, figures.level())
                .map(ratio -> figures.of(
                        "brier",
                        figures.widened(ratio.ratio()),
                        scored.size(),
                        ratio.effective(),
                        Method.RATIO_LHW.title(),
                        Target.FINITE,
                        null))
                .orElseGet(
                        () -> figures.none("brier", scored.size(), Method.RATIO_LHW.title(), Target.FINITE, nothing()));
    }

    private QualityFigure ece() {
        return Jackknife.of(scored, ConfidenceFigures::eceOf, figures.level())
                .map(measured -> figures.of(
                        "ece",
                        figures.widened(measured),
                        scored.size(),
                        Answered.effectiveSize(scored),
                        "weighted, 10 bins of equal mass; " + Jackknife.METHOD,
                        Target.FINITE,
                        null))
                .orElseGet(() -> figures.none("ece", scored.size(), Jackknife.METHOD, Target.FINITE, nothing()));
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
                .map(answered -> answered.scored(confidence(answered)))
                .toList();
    }

    private static double confidence(Answered answered) {
        @Nullable Double confidence = answered.review().confidence();
        if (confidence == null) {
            throw new IllegalStateException("an output without a confidence slipped in");
        }
        return confidence;
    }

    private String nothing() {
        return scored.isEmpty()
                ? "no reviewed output of this selection has a confidence"
                : "not enough reviews of outputs with a confidence: " + scored.size() + " of " + Figures.ENOUGH;
    }
}
