package dev.touchstone.backend.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rates of an active audit, fixed for a policy version before any output came under them.
///
/// @param byConfidence whether the score is the model's confidence; otherwise it comes after the output
/// @param rate the policy's audit rate, which holds for outputs without a confidence, in (0, 1]
/// @param floorRate which holds while a later score is awaited; no band has a lower one
/// @param bands by ascending score, at least one
public record AuditBands(boolean byConfidence, double rate, double floorRate, List<Band> bands) {
    public AuditBands {
        bands = List.copyOf(bands);
        if (bands.isEmpty()) {
            throw new IllegalArgumentException("an active audit needs at least one band");
        }
    }

    /// @param from its lowest score, 0 to 1; the first band begins at 0
    /// @param rate of the audit within it, in (0, 1]
    public record Band(double from, double rate) {}

    /// The audit rate of an output that arrives.
    ///
    /// @param confidence the model's, 0 to 1; null when it gave none
    public double atIntake(@Nullable Double confidence) {
        if (!byConfidence) {
            return floorRate;
        }
        return confidence == null ? rate : of(confidence);
    }

    /// The audit rate of a score from 0 to 1.
    public double of(double score) {
        double found = bands.getFirst().rate();
        for (Band band : bands) {
            if (score >= band.from()) {
                found = band.rate();
            }
        }
        return found;
    }
}
