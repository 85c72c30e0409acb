package dev.touchstone.backend.quality.estimate;

import dev.touchstone.stats.estimate.CountedOutput;
import dev.touchstone.stats.estimate.MissingReviews;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What reviews that say nothing about attributes could do to their figures: those without an answer, and those that
/// found the output wrong and did not say where.
///
/// @param cells of everything that was drawn
record Unsaid(List<Cell> cells) {
    /// Where a ratio over attributes would lie if all of them were wrong, or right.
    ///
    /// @param only one attribute; null for all
    Optional<MissingReviews> bounds(
            @Nullable String only, ToIntFunction<AttributeCounts> part, ToIntFunction<AttributeCounts> whole) {
        return MissingReviews.ratioBounds(cells.stream()
                .filter(cell -> !cell.drawn().isEmpty())
                .map(cell -> stratum(cell, only, part, whole))
                .toList());
    }

    private static MissingReviews.CountedStratum stratum(
            Cell cell,
            @Nullable String only,
            ToIntFunction<AttributeCounts> part,
            ToIntFunction<AttributeCounts> whole) {
        List<CountedOutput> said = new ArrayList<>();
        List<Double> unsaid = new ArrayList<>();
        for (ReviewFact review : cell.drawn()) {
            if (!Labelled.speaks(review)) {
                unsaid.add(review.inclusion());
            } else {
                AttributeCounts counts = AttributeCounts.of(review, only);
                said.add(new CountedOutput(part.applyAsInt(counts), whole.applyAsInt(counts), review.inclusion()));
            }
        }
        return new MissingReviews.CountedStratum(said, unsaid);
    }

    /// The mean of the bounds of several attributes.
    Optional<MissingReviews> macroBounds(
            List<String> names, ToIntFunction<AttributeCounts> part, ToIntFunction<AttributeCounts> whole) {
        List<MissingReviews> each = names.stream()
                .flatMap(name -> bounds(name, part, whole).stream())
                .toList();
        return each.isEmpty()
                ? Optional.empty()
                : Optional.of(new MissingReviews(
                        mean(each, MissingReviews::missingShare),
                        mean(each, MissingReviews::lower),
                        mean(each, MissingReviews::upper)));
    }

    private static double mean(List<MissingReviews> each, java.util.function.ToDoubleFunction<MissingReviews> of) {
        return each.stream().mapToDouble(of).average().orElseThrow();
    }

    /// The same bounds of an increasing function of the ratio.
    static MissingReviews read(MissingReviews bounds, UnaryOperator<Measured> function) {
        Interval range = function.apply(new Measured(bounds.lower(), new Interval(bounds.lower(), bounds.upper(), 0.5)))
                .interval();
        return new MissingReviews(bounds.missingShare(), range.lower(), range.upper());
    }
}
