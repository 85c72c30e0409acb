/// What a judge or a committee of models said of an output, and how much of it there is.
@NullMarked
package dev.touchstone.api.judge;

import org.jspecify.annotations.NullMarked;
