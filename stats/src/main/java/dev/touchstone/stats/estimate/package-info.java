/// What a population is like, from outputs reviewed with known and unequal probabilities: Hájek's estimate with the
/// Laplace-shrunk Hájek-Wilson interval ([Hajek], [RatioLhw]), and what missing reviews leave open ([MissingReviews]).
@NullMarked
package dev.touchstone.stats.estimate;

import org.jspecify.annotations.NullMarked;
