/// What the scores of checks turn out to mean, learned from audits, and whether they route.
/// Entry class [CheckCalibrator].
@NullMarked
package dev.touchstone.backend.quality.check;

import org.jspecify.annotations.NullMarked;
