package dev.touchstone.backend.quality.feedback;

import dev.touchstone.api.quality.FeedbackReport.Worth;
import dev.touchstone.api.quality.JudgeReport.Share;
import dev.touchstone.api.wire.Range;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Proportions;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Shares of wrong outputs among audits that were drawn with probabilities of their own: each stands for 1/rate outputs
/// (Hájek 1971), and the interval is Wilson's (1927) at the effective number of audits (Kish 1965), which is their
/// number where all have one rate. Pure.
public final class WorthCount {
    /// Below it, intervals are so wide that what they leave out is luck more often than not.
    private static final int LEAST_AUDITS = 5;

    private WorthCount() {}

    /// @param level of the interval, in (0, 1)
    /// @return null without any audit
    public static @Nullable Share share(List<AuditedSignal> audits, double level) {
        if (audits.isEmpty()) {
            return null;
        }
        double weights = 0;
        double squares = 0;
        double wrong = 0;
        for (AuditedSignal audit : audits) {
            double weight = 1 / audit.rate();
            weights += weight;
            squares += weight * weight;
            wrong += audit.wrong() ? weight : 0;
        }
        double value = Math.min(1, wrong / weights);
        double effective = weights * weights / squares;
        Interval interval = Proportions.wilson(value * effective, effective, level);
        return new Share(value, new Range(interval.lower(), interval.upper(), interval.level()), audits.size());
    }

    /// @param base the share of all audits
    public static Worth worth(List<AuditedSignal> audits, @Nullable Share base, double level) {
        @Nullable Share error = share(audits, level);
        if (error == null || base == null) {
            return new Worth(0, null, null, false, "no audit yet");
        }
        boolean leavesOut = base.value() < error.interval().lower()
                || base.value() > error.interval().upper();
        boolean says = leavesOut && audits.size() >= LEAST_AUDITS;
        @Nullable Double lift = base.value() == 0 ? null : error.value() / base.value();
        return new Worth(audits.size(), error, lift, says, words(error, base, says));
    }

    private static String words(Share error, Share base, boolean says) {
        if (!says) {
            return "says nothing yet";
        }
        String than = String.format(
                Locale.ROOT, "%.0f %% wrong against %.0f %% of all", error.value() * 100, base.value() * 100);
        return (error.value() > base.value() ? "worse: " : "better: ") + than;
    }
}
