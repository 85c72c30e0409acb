/// Statistics of sampled human review as pure functions, a library of its own: nothing here does I/O, reads a
/// clock, draws a random number or knows a pipeline, a table or a channel. Each topic is a package; each method
/// names the paper its formula comes from. Arguments that make no sense throw [IllegalArgumentException] with what
/// to do instead, results that may honestly not exist are [java.util.Optional], and NaN and infinity never leave.
/// Start at [dev.touchstone.stats.estimate.Hajek] for "how good is it" and at
/// [dev.touchstone.stats.sequential.EsrDetector] for "has it become worse".
@NullMarked
package dev.touchstone.stats;

import org.jspecify.annotations.NullMarked;
