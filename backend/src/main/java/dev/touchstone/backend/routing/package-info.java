/// Decides where an output goes. Pure: output, policy and sampling key in; route, reasons and inclusion probability
/// out.
/// Entry class [Router]. It does no I/O and reads no clock.
@NullMarked
package dev.touchstone.backend.routing;

import org.jspecify.annotations.NullMarked;
