@NullUnmarked
package dev.touchstone.backend.quality.estimate;

import org.jspecify.annotations.NullUnmarked;
