/// A log of everything that crossed the wire between the app and the sandbox, for tests and for the page's inspector.
/// The entry is `TrafficLog`. Bot and app tokens never enter it.
@NullMarked
package dev.touchstone.sandbox.traffic;

import org.jspecify.annotations.NullMarked;
