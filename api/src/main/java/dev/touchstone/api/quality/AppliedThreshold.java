package dev.touchstone.api.quality;

import dev.touchstone.api.policy.Pipeline;

/// A threshold that was put into force on advice.
///
/// @param pipeline with its new policy version
/// @param advice that it rests on
public record AppliedThreshold(Pipeline pipeline, ThresholdAdvice advice) {}
