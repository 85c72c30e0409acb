package dev.touchstone.api.judge;

import org.jspecify.annotations.Nullable;

/// What one model of a committee answered when it was asked the same as the pipeline's own.
///
/// @param model its name in the configuration
/// @param answer untrusted text; null when there is none, or retention has removed it
/// @param agrees whether it says the same as the pipeline's output; false without an answer
/// @param failure why there is no answer, or none that could be compared, such as `timeout`; null when there is one
public record CommitteeAnswer(
        String model,
        @Nullable String answer,
        boolean agrees,
        @Nullable String failure) {}
