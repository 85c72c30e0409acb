package dev.touchstone.backend.quality.feedback;

import dev.touchstone.api.quality.FeedbackReport.Worth;
import dev.touchstone.api.quality.JudgeReport.Share;
import dev.touchstone.backend.quality.estimate.AuditShare;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Shares of wrong outputs among audits, and whether they differ from that of all. Pure.
public final class WorthCount {
    /// Below it, intervals are so wide that what they leave out is luck more often than not.
    private static final int LEAST_AUDITS = 5;

    private WorthCount() {}

    /// @param level of the interval, in (0, 1)
    /// @return null without any audit
    public static @Nullable Share share(List<AuditedSignal> audits, double level) {
        return AuditShare.of(
                audits.stream()
                        .map(audit -> new AuditShare.Audits(audit.rate(), 1, audit.wrong() ? 1 : 0))
                        .toList(),
                level);
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
