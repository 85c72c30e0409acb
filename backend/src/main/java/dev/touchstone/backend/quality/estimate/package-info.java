/// Quality figures as a pure function of what was observed: the counters of what was delivered and the reviews of what
/// was drawn. Entry class [QualityEstimator]. It knows no table, no clock and no HTTP; the simulations behind
/// `docs/evidence.md` call the very same code as the API.
@NullMarked
package dev.touchstone.backend.quality.estimate;

import org.jspecify.annotations.NullMarked;
