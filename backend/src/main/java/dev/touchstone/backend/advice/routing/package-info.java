/// Which model or prompt version should answer which topic: queries of audited outputs are told apart by
/// their words, and within each topic variants are compared by audits alone, so that false advice stays
/// rare however often one asks. `RoutingAdvisor` answers, `Topics` works in the background. It must not
/// route anything itself.
@NullMarked
package dev.touchstone.backend.advice.routing;

import org.jspecify.annotations.NullMarked;
