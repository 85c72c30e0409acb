/// Whether raters agree beyond chance: Krippendorff's α ([Krippendorff]), Cohen's κ with its interval, Gwet's AC1.
@NullMarked
package dev.touchstone.stats.agreement;

import org.jspecify.annotations.NullMarked;
