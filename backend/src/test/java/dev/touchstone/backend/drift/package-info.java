@NullUnmarked
package dev.touchstone.backend.drift;

import org.jspecify.annotations.NullUnmarked;
