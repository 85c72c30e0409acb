package dev.touchstone.backend.quality.estimate;

import dev.touchstone.api.id.OutputId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An output that was drawn for review by a route with a known probability, and what became of it.
///
/// @param origin where it comes from
/// @param confidence the model's, 0 to 1; null when it gave none
/// @param u the sampling key, in [0, 1)
/// @param intakeInclusion π as fixed at intake, in (0, 1]: the counters know the output by it
/// @param inclusion π of the whole design, in (0, 1]: larger than at intake when a scheduled sample drew more
/// @param auditRate probability of the random audit alone, 0 to 1
/// @param attributes findings by attribute; empty when there are none
public record ReviewFact(
        OutputId outputId,
        Origin origin,
        @Nullable Double confidence,
        double u,
        double intakeInclusion,
        double inclusion,
        double auditRate,
        Answer answer,
        Map<String, AttributeFinding> attributes) {

    /// Where an output comes from.
    ///
    /// @param cluster what it belongs together with, such as a conversation; null when with nothing
    /// @param fewShot whether it was made with examples
    public record Origin(
            int policyVersion,
            String stratum,
            String model,
            String promptVersion,
            @Nullable Long cluster,
            boolean fewShot) {

        /// One that was made without examples.
        public Origin(int policyVersion, String stratum, String model, String promptVersion, @Nullable Long cluster) {
            this(policyVersion, stratum, model, promptVersion, cluster, false);
        }
    }

    public ReviewFact {
        attributes = Map.copyOf(attributes);
    }

    public int policyVersion() {
        return origin.policyVersion();
    }

    public String stratum() {
        return origin.stratum();
    }

    public String model() {
        return origin.model();
    }

    public String promptVersion() {
        return origin.promptVersion();
    }

    public boolean fewShot() {
        return origin.fewShot();
    }

    public @Nullable Long cluster() {
        return origin.cluster();
    }

    public boolean decided() {
        return answer.decided();
    }

    /// The same review under a design that drew it with another probability, in (0, 1].
    public ReviewFact withInclusion(double probability) {
        return probability == inclusion
                ? this
                : new ReviewFact(
                        outputId, origin, confidence, u, intakeInclusion, probability, auditRate, answer, attributes);
    }

    /// Whether the plain random audit drew it.
    public boolean audited() {
        return u < auditRate;
    }
}
