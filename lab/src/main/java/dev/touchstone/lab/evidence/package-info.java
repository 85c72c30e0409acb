/// Shows on recorded outputs with known verdicts how far the quality figures can be trusted: samples them many times
/// over by the product's own router and estimator, in memory, and counts how often the intervals hold the truth; holds
/// recorded judges against people by the product's own calibration. Entry class [Evidence]. It needs no database and
/// no server.
@NullMarked
package dev.touchstone.lab.evidence;

import org.jspecify.annotations.NullMarked;
