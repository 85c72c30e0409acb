/// What the loop takes and gives, for those who decide what people look at: what each way of choosing
/// finds, against the random audit, and what an error that is found costs. `SelectionFindings` and
/// `Efficiency` are the entries. It reads what other features have written and decides nothing.
@NullMarked
package dev.touchstone.backend.advice;

import org.jspecify.annotations.NullMarked;
