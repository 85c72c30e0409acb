/// Texts that must go, and texts that must stay.
@NullMarked
package dev.touchstone.api.erasure;

import org.jspecify.annotations.NullMarked;
