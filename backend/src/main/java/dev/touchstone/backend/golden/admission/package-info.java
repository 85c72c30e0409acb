/// Makes items of decisions soon after they were made, in the background: a decision only notes that it is
/// due. [GoldenAdmission] is the entry class. It must not know reviews: what became of a decision is told
/// by [DecidedVerdicts].
@NullMarked
package dev.touchstone.backend.golden.admission;

import org.jspecify.annotations.NullMarked;
