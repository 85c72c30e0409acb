package dev.touchstone.backend.quality.estimate;

import dev.touchstone.api.quality.JudgeReport.Share;
import dev.touchstone.api.wire.Range;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Proportions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Shares of wrong outputs among audits that were drawn with probabilities of their own: each stands for 1/rate outputs
/// (Hájek 1971), and the interval is Wilson's (1927) at the effective number of audits (Kish 1965), which is their
/// number where all have one rate. Pure.
public final class AuditShare {
    private AuditShare() {}

    /// Decided audits that were drawn alike.
    ///
    /// @param rate at which, in (0, 1]
    /// @param wrong of them
    public record Audits(double rate, long count, long wrong) {}

    /// @param level of the interval, in (0, 1)
    /// @return null without any audit
    public static @Nullable Share of(List<Audits> audits, double level) {
        double weights = 0;
        double squares = 0;
        double wrong = 0;
        long count = 0;
        for (Audits some : audits) {
            double weight = 1 / some.rate();
            weights += weight * some.count();
            squares += weight * weight * some.count();
            wrong += weight * some.wrong();
            count += some.count();
        }
        if (count == 0) {
            return null;
        }
        double value = Math.min(1, wrong / weights);
        double effective = weights * weights / squares;
        Interval interval = Proportions.wilson(value * effective, effective, level);
        return new Share(value, new Range(interval.lower(), interval.upper(), interval.level()), count);
    }
}
