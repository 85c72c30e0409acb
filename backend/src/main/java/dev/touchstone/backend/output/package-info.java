/// The stored outputs and the counters of them. Entry class [Outputs]. It keeps what intake decided and never decides
/// anything itself.
@NullMarked
package dev.touchstone.backend.output;

import org.jspecify.annotations.NullMarked;
