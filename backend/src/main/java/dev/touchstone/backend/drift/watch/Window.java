package dev.touchstone.backend.drift.watch;

import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.sequential.ConfidenceSequence;
import java.util.List;
import java.util.Optional;

/// The reviews since the week from which on a rate looks worst.
///
/// @param interval holds however often one looks and whichever week it begins with: the k-th week since the start
///     has 6/(π²k²) of the error probability, and the sum of these over all k is 1
public record Window(long fromMs, long reviewed, long wrong, Interval interval) {
    private static final double ALPHA = 0.05;

    /// The window in which the evidence against a tolerated rate is greatest; everything when no part exceeds it.
    ///
    /// @param weeks not empty
    /// @param firstWeek number of the week in which the counting began
    static Window worst(List<Week> weeks, long firstWeek, double eps0) {
        Week from = weeks.getFirst();
        long n = 0;
        long errors = 0;
        long bestN = 0;
        long bestErrors = 0;
        double best = 0;
        for (int i = weeks.size() - 1; i >= 0; i--) {
            n += weeks.get(i).reviewed();
            errors += weeks.get(i).wrong();
            double evidence = n == 0 ? 0 : n * divergence((double) errors / n, eps0);
            if (evidence > best || i == 0 && best == 0) {
                best = evidence;
                bestN = n;
                bestErrors = errors;
                from = weeks.get(i);
            }
        }
        return of(from, firstWeek, bestN, bestErrors);
    }

    /// The window that begins with a week; empty when nothing was reviewed since.
    ///
    /// @param firstWeek number of the week in which the counting began
    static Optional<Window> since(List<Week> weeks, long firstWeek, long fromWeek) {
        List<Week> within =
                weeks.stream().filter(week -> week.number() >= fromWeek).toList();
        long n = within.stream().mapToLong(Week::reviewed).sum();
        return n == 0
                ? Optional.empty()
                : Optional.of(of(
                        within.getFirst(),
                        firstWeek,
                        n,
                        within.stream().mapToLong(Week::wrong).sum()));
    }

    private static Window of(Week from, long firstWeek, long reviewed, long wrong) {
        long k = from.number() - firstWeek + 1;
        double alpha = ALPHA * 6 / (Math.PI * Math.PI * k * k);
        Interval atK = ConfidenceSequence.betaMixture(wrong, reviewed, alpha);
        return new Window(from.firstMs(), reviewed, wrong, new Interval(atK.lower(), atK.upper(), 1 - ALPHA));
    }

    public double rate() {
        return reviewed == 0 ? 0 : (double) wrong / reviewed;
    }

    /// Kullback-Leibler divergence of rates, 0 unless the first is larger.
    private static double divergence(double rate, double eps0) {
        if (rate <= eps0) {
            return 0;
        }
        return rate * Math.log(rate / eps0) + (rate == 1 ? 0 : (1 - rate) * Math.log((1 - rate) / (1 - eps0)));
    }
}
