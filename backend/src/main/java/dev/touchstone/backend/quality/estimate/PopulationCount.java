package dev.touchstone.backend.quality.estimate;

/// How many outputs of one kind were delivered, from the counters.
///
/// @param inclusion π as fixed at intake, 0 to 1
public record PopulationCount(
        String stratum, int policyVersion, String model, String promptVersion, double inclusion, long outputs) {}
