/// Figures with their intervals. [QualityReport] is the one that people ask for first.
@NullMarked
package dev.touchstone.api.quality;

import org.jspecify.annotations.NullMarked;
