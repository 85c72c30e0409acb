@NullMarked
package dev.touchstone.backend;

import org.jspecify.annotations.NullMarked;
