/// The product's statistics as pure functions: proportions and F1, estimates from outputs reviewed with unequal
/// probabilities, judge-assisted estimates, sampling and allocation, drift detectors, threshold calibration,
/// agreement and reviewer quality. Each method names the paper its formula comes from. Start at [Hajek] for
/// "how good is this pipeline" and at [EsrDetector] for "has it become worse". Nothing here does I/O, reads a
/// clock, draws a random number or knows a pipeline, a table or Slack. Arguments that make no sense throw
/// [IllegalArgumentException] with what to do instead; results that may honestly not exist are
/// [java.util.Optional]; NaN and infinity never leave the package.
@NullMarked
package dev.touchstone.backend.quality.stats;

import org.jspecify.annotations.NullMarked;
