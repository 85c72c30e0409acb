/// Measures active audits on recorded scores and made-up judges: what they cost, whether their intervals hold,
/// and how soon drift is seen under them. Entry class [ActiveAuditsCommand]. It learns, estimates and watches
/// with the product's own code.
@NullMarked
package dev.touchstone.lab.active;

import org.jspecify.annotations.NullMarked;
