/// Random choice after intake: samples, plans that draw them, and the reviewer budget. Entry classes [Samples]
/// (draw and look at a sample), [Plans] (draw what a policy declares), [Budgets] (how many doubtful outputs are
/// reviewed) and [Draws] (the draw itself). It never changes a probability that was recorded, and it does not
/// estimate anything.
@NullMarked
package dev.touchstone.backend.sampling;

import org.jspecify.annotations.NullMarked;
