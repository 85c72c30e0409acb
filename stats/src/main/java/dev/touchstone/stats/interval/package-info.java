/// Proportions with their intervals, differences of two figures, precision, recall and F1. [Proportions] is where
/// to start; [Interval] is what everything else answers with.
@NullMarked
package dev.touchstone.stats.interval;

import org.jspecify.annotations.NullMarked;
