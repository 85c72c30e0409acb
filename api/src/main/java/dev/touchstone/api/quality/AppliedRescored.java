package dev.touchstone.api.quality;

import dev.touchstone.api.policy.Pipeline;

/// A threshold that was put into force for a version about to be released.
///
/// @param pipeline with its new policy version
/// @param advice that it rests on
public record AppliedRescored(Pipeline pipeline, RescoredAdvice advice) {}
