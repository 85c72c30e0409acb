@NullMarked
package dev.touchstone.backend.quality.stats;

import org.jspecify.annotations.NullMarked;
