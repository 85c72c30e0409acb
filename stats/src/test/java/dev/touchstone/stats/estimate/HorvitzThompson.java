package dev.touchstone.stats.estimate;

import dev.touchstone.stats.Require;
import java.util.List;

/// The Horvitz-Thompson mean, kept to show why it is not used: when most outputs are correct its error is about
/// five times that of [Hajek], because the random sample size enters it.
///
/// @param value Σ(y/π)/N, which may exceed 1
/// @param standardError for Poisson sampling, √Σ(1-π)(y/π)² / N
public record HorvitzThompson(double value, double standardError) {
    /// Horvitz and Thompson 1952, JASA 47:663.
    ///
    /// @param population N, at least the number of reviews
    public static HorvitzThompson mean(List<ReviewedOutput> reviews, long population) {
        Require.atLeast(population, Math.max(1, reviews.size()), "population");
        double total = 0;
        double variance = 0;
        for (ReviewedOutput review : reviews) {
            double expanded = review.value() / review.inclusion();
            total += expanded;
            variance += (1 - review.inclusion()) * expanded * expanded;
        }
        return new HorvitzThompson(total / population, Math.sqrt(variance) / population);
    }
}
