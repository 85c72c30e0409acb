@NullMarked
package dev.touchstone.backend.experiment;

import org.jspecify.annotations.NullMarked;
