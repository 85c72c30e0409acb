package dev.touchstone.api;

import org.jspecify.annotations.Nullable;

/// What one other model answered to the query of an output.
///
/// @param model the model
/// @param answer what it said; null when it gave no answer
/// @param agrees whether that says the same as the output; false without an answer
/// @param failure why there is no answer, in a few words; null when there is one
public record CommitteeAnswer(
        String model,
        @Nullable String answer,
        boolean agrees,
        @Nullable String failure) {}
