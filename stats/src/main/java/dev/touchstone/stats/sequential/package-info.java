/// Figures that may be looked at as often as one likes: drift detectors that keep their promise about false alarms
/// ([EsrDetector]), confidence sequences and certificates by betting.
@NullMarked
package dev.touchstone.stats.sequential;

import org.jspecify.annotations.NullMarked;
