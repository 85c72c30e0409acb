/// The threshold advisor: which confidence may be trusted without a human. Entry classes [ThresholdAdvisor], which
/// reads audits and counters and puts a certified threshold into force, and [Certification], which is pure.
@NullMarked
package dev.touchstone.backend.quality.threshold;

import org.jspecify.annotations.NullMarked;
