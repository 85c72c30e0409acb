@NullUnmarked
package dev.touchstone.backend.quality.calibration;

import org.jspecify.annotations.NullUnmarked;
