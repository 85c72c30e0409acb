package dev.touchstone.backend.quality;

import dev.touchstone.api.wire.Range;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What chance does where many differences are shown at once. Their intervals are left as they are, each at its
/// level; a sentence says how many would leave out 0 without any reason.
public final class ChanceFindings {
    private ChanceFindings() {}

    /// @param intervals of differences
    /// @return a sentence; empty for fewer than two
    public static Optional<String> note(List<Range> intervals) {
        if (intervals.size() < 2) {
            return Optional.empty();
        }
        long clear = intervals.stream()
                .filter(interval -> interval.lower() > 0 || interval.upper() < 0)
                .count();
        double byChance =
                intervals.stream().mapToDouble(interval -> 1 - interval.level()).sum();
        return Optional.of(String.format(
                Locale.ROOT,
                "Of %d differences %d %s clear. If nothing differed, %s would be by chance, so look for the same again on other"
                        + " outputs.",
                intervals.size(),
                clear,
                clear == 1 ? "is" : "are",
                byChance < 0.5 ? "perhaps one" : "about " + Math.round(byChance)));
    }
}
