/// Who is drawn, and how many: one permanent key for each output ([SamplingKey]), exact allocation to strata
/// ([Allocation]), and how many reviews a wish takes ([Planner]).
@NullMarked
package dev.touchstone.stats.sampling;

import org.jspecify.annotations.NullMarked;
