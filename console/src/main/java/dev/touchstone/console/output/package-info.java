/// An output as pages show it, and its parts as forms correct them. [ShownOutput] is the way in. Everything is text,
/// whatever
/// it looks like; templates escape it.
@NullMarked
package dev.touchstone.console.output;

import org.jspecify.annotations.NullMarked;
