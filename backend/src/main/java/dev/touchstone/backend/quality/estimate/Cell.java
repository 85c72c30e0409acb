package dev.touchstone.backend.quality.estimate;

import dev.touchstone.stats.estimate.MissingReviews;
import dev.touchstone.stats.estimate.ReviewedOutput;
import dev.touchstone.stats.estimate.StratumSample;
import dev.touchstone.stats.estimate.ThinStrata;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Outputs that were routed alike: one stratum, one policy version, one way of being drawn.
///
/// @param plannedInclusion π at intake, null when the cell's outputs had different ones; 0 when nobody could review
/// them
/// @param population outputs delivered, from the counters
/// @param drawn those drawn for review
record Cell(@Nullable Double plannedInclusion, long population, List<ReviewFact> drawn)
        implements ThinStrata.Mergeable<Cell> {
    Cell {
        drawn = List.copyOf(drawn);
        population = Math.max(population, drawn.size());
    }

    boolean unreachable() {
        return plannedInclusion != null && plannedInclusion == 0;
    }

    List<ReviewFact> decided() {
        return drawn.stream().filter(ReviewFact::decided).toList();
    }

    @Override
    public boolean thin() {
        long decided = decided().size();
        return decided < 2 && decided < population;
    }

    /// Share of the drawn reviews that were answered, in (0, 1]. Where all were certain to be drawn it counts against
    /// all outputs, so that one without an answer can never pass for reviewed.
    double response() {
        boolean all = plannedInclusion != null && plannedInclusion == 1;
        return (double) decided().size() / (all ? population : drawn.size());
    }

    /// Reviews weigh by the probability of being drawn and answered: those without an answer are taken to be like the
    /// answered ones of the same cell. How wrong that can be is shown by the worst case.
    StratumSample sample(ToDoubleFunction<ReviewFact> verdict) {
        double response = drawn.isEmpty() ? 1 : response();
        return sample(verdict, response);
    }

    private StratumSample sample(ToDoubleFunction<ReviewFact> verdict, double response) {
        return new StratumSample(
                population,
                null,
                decided().stream()
                        .map(review -> new ReviewedOutput(
                                verdict.applyAsDouble(review),
                                Math.min(1, review.inclusion() * response),
                                review.cluster()))
                        .toList());
    }

    MissingReviews.Stratum withMissing(ToDoubleFunction<ReviewFact> verdict) {
        return new MissingReviews.Stratum(
                sample(verdict, 1),
                drawn.stream()
                        .filter(review -> !review.decided())
                        .map(ReviewFact::inclusion)
                        .toList());
    }

    @Override
    public Cell mergedWith(Cell other) {
        List<ReviewFact> all = new ArrayList<>(drawn);
        all.addAll(other.drawn);
        return new Cell(plannedInclusion, population + other.population, all);
    }
}
