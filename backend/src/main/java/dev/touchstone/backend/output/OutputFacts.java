package dev.touchstone.backend.output;

import org.jspecify.annotations.Nullable;

/// What reports ask of an output, fixed when it arrives and copied to its review. Public only because JDBI
/// binds through public methods.
///
/// @param hour the epoch hour the output counts for
/// @param policyVersion the version of the policy that routed it
/// @param stratum the name of its stratum
/// @param model the model's name, `-` when none was given
/// @param promptVersion the prompt version, `-` when none was given
/// @param confidence 0 to 1; null when none was given
/// @param clusterKey stands for what it belongs together with, such as a conversation; null when with nothing
/// @param fewShot whether it names golden items that stood in its prompt as examples
public record OutputFacts(
        long hour,
        int policyVersion,
        String stratum,
        String model,
        String promptVersion,
        @Nullable Double confidence,
        @Nullable Long clusterKey,
        boolean fewShot) {
    /// Stands for a model or prompt version that was not given.
    public static final String UNSPECIFIED = "-";
}
