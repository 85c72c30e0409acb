@NullMarked
package dev.touchstone.backend.judge;

import org.jspecify.annotations.NullMarked;
