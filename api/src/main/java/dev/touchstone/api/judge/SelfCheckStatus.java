package dev.touchstone.api.judge;

import dev.touchstone.api.id.PipelineName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far the checks of a pipeline are, and whether what they say routes outputs.
///
/// @param routes whether it does
/// @param why why it does not, in words; null when it does
/// @param version the version that answered last; null when none has
/// @param audits decided audits of the last 90 days with a score of that version
/// @param needed how many a calibration takes
/// @param calibration the one in force; null without one
public record SelfCheckStatus(
        PipelineName pipeline,
        boolean routes,
        @Nullable String why,
        @Nullable String version,
        long audits,
        long needed,
        @Nullable Calibration calibration) {

    /// What scores turned out to mean.
    ///
    /// @param audits it was made of
    /// @param wrong of them, how many people found wrong
    /// @param bands by ascending score
    public record Calibration(Instant madeAt, long audits, long wrong, List<Band> bands) {
        public Calibration {
            bands = List.copyOf(bands);
        }
    }

    /// Scores that mean the same.
    ///
    /// @param from the lowest score, 0 to 1; the first band begins at 0
    /// @param audits within it
    /// @param confidence the share that was right, drawn towards that of all bands as by ten audits, 0 to 1
    public record Band(double from, long audits, double confidence) {}
}
