@NullMarked
package dev.touchstone.stats;

import org.jspecify.annotations.NullMarked;
