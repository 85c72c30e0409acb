@NullMarked
package dev.touchstone.backend.similarity;

import org.jspecify.annotations.NullMarked;
