package dev.touchstone.backend.quality.estimate;

/// How many outputs of one kind were delivered, from the counters.
///
/// @param inclusion π as fixed at intake, 0 to 1
/// @param fewShot whether they were made with examples
public record PopulationCount(
        String stratum,
        int policyVersion,
        String model,
        String promptVersion,
        double inclusion,
        boolean fewShot,
        long outputs) {

    /// Of outputs that were made without examples.
    public PopulationCount(
            String stratum, int policyVersion, String model, String promptVersion, double inclusion, long outputs) {
        this(stratum, policyVersion, model, promptVersion, inclusion, false, outputs);
    }
}
