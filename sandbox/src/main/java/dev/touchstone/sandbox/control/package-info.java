/// The fault controls in one place, for tests and for the page's inspector. The entry is `FaultControls`. It must not
/// know how faults take effect.
@NullMarked
package dev.touchstone.sandbox.control;

import org.jspecify.annotations.NullMarked;
