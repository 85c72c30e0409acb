@NullMarked
package dev.touchstone.backend.quality.truth;

import org.jspecify.annotations.NullMarked;
