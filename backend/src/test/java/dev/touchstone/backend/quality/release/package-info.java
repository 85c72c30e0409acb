@NullMarked
package dev.touchstone.backend.quality.release;

import org.jspecify.annotations.NullMarked;
