/// Draws from what was stored, and what is left of the reviewers' budget.
@NullMarked
package dev.touchstone.api.sampling;

import org.jspecify.annotations.NullMarked;
