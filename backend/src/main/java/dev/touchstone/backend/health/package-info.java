/// Says whether the process lives and can work, and exposes its metrics. Entry class [HealthRoutes].
@NullMarked
package dev.touchstone.backend.health;

import org.jspecify.annotations.NullMarked;
