package dev.touchstone.backend.quality.estimate;

import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.wire.Range;
import dev.touchstone.stats.estimate.MissingReviews;
import dev.touchstone.stats.estimate.Target;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Measured;
import dev.touchstone.stats.sampling.Planner;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Makes figures fit to be shown: says what is not known and how many reviews would help.
///
/// @param seen what they rest on
/// @param target what they speak about
/// @param level of the intervals
record Figures(Seen seen, Target target, double level) {
    static final int ENOUGH = 20;
    private static final double POINTS = 0.03;

    /// @param n reviews the figure rests on
    /// @param effective n_eff; null when nothing is uncertain
    /// @param worst where the value could lie if unanswered reviews were answered; null when that is not known
    QualityFigure of(
            String metric,
            Measured measured,
            long n,
            @Nullable Double effective,
            String method,
            @Nullable MissingReviews worst) {
        boolean blind = seen.unreachableShare() > Seen.WORTH_SAYING;
        Long more = n < ENOUGH ? more(measured.value(), n) : null;
        String note = blind ? seen.unreachable() : more == null ? null : notEnough(more);
        return new QualityFigure(
                metric,
                // Of the covered part alone: for the whole it would be an invented number.
                blind ? null : measured.value(),
                range(measured.interval()),
                n,
                effective,
                seen.outputs(),
                method,
                target.name().toLowerCase(Locale.ROOT),
                seen.policyVersions(),
                more == null && !blind,
                more,
                worst != null && worst.worthShowing() ? new Range(worst.lower(), worst.upper(), 1) : null,
                note);
    }

    /// A figure that cannot be given.
    QualityFigure none(String metric, long n, String method, String why) {
        return none(metric, n, method, why, null);
    }

    /// A figure that cannot be given, and where it could lie.
    ///
    /// @param worst where the value could lie if unanswered reviews were answered; null when that is not known
    QualityFigure none(String metric, long n, String method, String why, @Nullable MissingReviews worst) {
        return new QualityFigure(
                metric,
                null,
                null,
                n,
                null,
                seen.outputs(),
                method,
                target.name().toLowerCase(Locale.ROOT),
                seen.policyVersions(),
                false,
                n < ENOUGH ? more(0.9, n) : null,
                worst == null ? null : new Range(worst.lower(), worst.upper(), 1),
                why);
    }

    /// Whether the reviews say nothing of what is asked about, because all belong to one cluster.
    boolean oneCluster() {
        return target == Target.PROCESS && seen.oneCluster();
    }

    /// Unknown outputs may be anything: the interval of the known part, widened by their share.
    Measured widened(Measured covered) {
        double share = seen.uncoveredShare();
        if (share == 0) {
            return covered;
        }
        Interval interval = covered.interval();
        double lower = Math.min(covered.value(), (1 - share) * interval.lower());
        double upper = Math.clamp((1 - share) * interval.upper() + share, covered.value(), 1);
        return new Measured(covered.value(), new Interval(lower, upper, interval.level()));
    }

    /// Judged from a rate that one success and one failure more would give: no number of reviews is ever certain.
    private long more(double rate, long n) {
        double shrunk = (rate * n + 1) / (n + 2);
        return Math.max(1, Planner.wilsonSampleSize(n == 0 ? rate : shrunk, POINTS, level) - n);
    }

    private static String notEnough(long more) {
        return "not enough reviews: " + more + " more for ± 3 points";
    }

    public static Range range(Interval interval) {
        return new Range(interval.lower(), interval.upper(), interval.level());
    }
}
