@NullUnmarked
package dev.touchstone.backend.quality;

import org.jspecify.annotations.NullUnmarked;
