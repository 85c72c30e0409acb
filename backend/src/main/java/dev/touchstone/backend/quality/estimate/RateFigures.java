package dev.touchstone.backend.quality.estimate;

import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.stats.estimate.Hajek;
import dev.touchstone.stats.estimate.HajekEstimate;
import dev.touchstone.stats.estimate.Method;
import dev.touchstone.stats.estimate.MissingReviews;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Measured;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// Shares of all outputs: approved, wrong, corrected. Stratified Hájek with the LHW interval.
final class RateFigures {
    private static final String METHOD = Method.STRATIFIED_LHW.title();

    private final Figures figures;

    RateFigures(Figures figures) {
        this.figures = figures;
    }

    List<QualityFigure> all() {
        return List.of(
                figure("approval_rate", RateFigures::approved, false),
                figure("error_rate", RateFigures::approved, true),
                figure("correction_rate", RateFigures::corrected, false));
    }

    /// An edit is an error: what would have gone out was not right.
    static double approved(ReviewFact review) {
        return review.answer() == Answer.APPROVED ? 1 : 0;
    }

    private static double corrected(ReviewFact review) {
        return review.answer() == Answer.EDITED ? 1 : 0;
    }

    Optional<HajekEstimate> estimate(ToDoubleFunction<ReviewFact> verdict) {
        return Hajek.estimate(
                figures.seen().cells().stream()
                        .map(cell -> cell.sample(verdict))
                        .toList(),
                figures.target(),
                figures.level());
    }

    /// The same if no outputs belonged together.
    Optional<HajekEstimate> estimateAsIfAlone(ToDoubleFunction<ReviewFact> verdict) {
        return Hajek.estimate(
                figures.seen().cells().stream()
                        .map(cell -> cell.sample(verdict).withoutClusters())
                        .toList(),
                figures.target(),
                figures.level());
    }

    private QualityFigure figure(String metric, ToDoubleFunction<ReviewFact> verdict, boolean complement) {
        Optional<HajekEstimate> estimate = estimate(verdict);
        if (estimate.isEmpty()) {
            String why = figures.oneCluster()
                    ? figures.seen().ofOneCluster()
                    : figures.seen().nothing();
            return figures.none(metric, figures.seen().decided(), METHOD, why);
        }
        Measured measured = estimate.get().toMeasured();
        return figures.of(
                metric,
                complement ? complement(measured) : measured,
                estimate.get().reviewed(),
                estimate.get().effective(),
                METHOD,
                worstCase(verdict)
                        .map(bounds -> complement ? complement(bounds) : bounds)
                        .orElse(null));
    }

    /// Where the estimate would lie if every review without an answer went one way or the other.
    private Optional<MissingReviews> worstCase(ToDoubleFunction<ReviewFact> verdict) {
        return MissingReviews.bounds(figures.seen().cells().stream()
                .map(cell -> cell.withMissing(verdict))
                .toList());
    }

    private static MissingReviews complement(MissingReviews bounds) {
        return new MissingReviews(bounds.missingShare(), 1 - bounds.upper(), 1 - bounds.lower());
    }

    private static Measured complement(Measured measured) {
        Interval interval = measured.interval();
        return new Measured(
                1 - measured.value(), new Interval(1 - interval.upper(), 1 - interval.lower(), interval.level()));
    }
}
