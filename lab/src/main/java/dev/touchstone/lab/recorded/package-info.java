/// Recorded outputs whose verdicts are known, and what every measurement over them shares: reading them, routing them
/// under one sampling secret, counting what held and what did not. Entry class [Recorded]. It knows no document.
@NullMarked
package dev.touchstone.lab.recorded;

import org.jspecify.annotations.NullMarked;
