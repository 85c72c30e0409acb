package dev.touchstone.lab.recorded;

import dev.touchstone.stats.interval.Proportions;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// What the evidence speaks against, in sentences. A share over some hundred repetitions is known to a few
/// points only, so it counts as soon as chance does not explain it.
public final class Broken {
    private static final double LEAST_HELD = 0.92;
    private static final double MOST_BROKEN = 0.1;
    private static final double LEVEL = 0.98;

    private final List<String> sentences = new ArrayList<>();

    /// Intervals ought to hold the truth.
    ///
    /// @param held how many of `counted` did
    public void held(String what, int held, int counted) {
        if (counted > 0 && Proportions.wilson(held, counted, LEVEL).upper() < LEAST_HELD) {
            sentences.add(what + ": " + held + " of " + counted + " intervals held the truth, fewer than "
                    + Markdown.percent(LEAST_HELD));
        }
    }

    /// Certificates ought to be right.
    ///
    /// @param broken how many of `counted` were not
    public void promised(String what, int broken, int counted) {
        if (counted > 0 && Proportions.wilson(broken, counted, LEVEL).lower() > MOST_BROKEN) {
            sentences.add(what + ": the promise was broken in " + broken + " of " + counted + " repetitions, more than "
                    + Markdown.percent(MOST_BROKEN));
        }
    }

    /// Alarms ought to be true but for one a year.
    ///
    /// @param falseAlarms of each simulated year
    public void atMostOneAYear(String what, IntStream falseAlarms) {
        IntSummaryStatistics years = new IntSummaryStatistics();
        double[] squares = {0};
        falseAlarms.forEach(alarms -> {
            years.accept(alarms);
            squares[0] += (double) alarms * alarms;
        });
        double mean = years.getAverage();
        double variance = squares[0] / years.getCount() - mean * mean;
        double chance = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - LEVEL) / 2)
                * Math.sqrt(Math.max(0, variance) / years.getCount());
        if (mean - chance > 1) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "%s: %.2f false alarms a year in %d years, more than the one that is promised",
                    what,
                    mean,
                    years.getCount()));
        }
    }

    /// Empty when everything held.
    public Optional<String> words() {
        return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", sentences));
    }
}
