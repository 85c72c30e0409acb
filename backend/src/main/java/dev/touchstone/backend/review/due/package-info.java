/// Open reviews whose time has come: who holds them, how many nobody has decided, what waits.
@NullMarked
package dev.touchstone.backend.review.due;

import org.jspecify.annotations.NullMarked;
