/// Other methods for the same figures: the worked cases and simulations compare ours with them. Nothing in the product
/// calls them.
@NullMarked
package dev.touchstone.stats.estimate;

import org.jspecify.annotations.NullMarked;
