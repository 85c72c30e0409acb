/// Chooses outputs that people learn the most from: uncertain ones that are unlike each other.
/// Entry class [LearnedBatches].
@NullMarked
package dev.touchstone.backend.advice.learn;

import org.jspecify.annotations.NullMarked;
