/// What a pipeline posts ([NewOutput]) and what it is answered: where the output went, and why.
@NullMarked
package dev.touchstone.api.output;

import org.jspecify.annotations.NullMarked;
