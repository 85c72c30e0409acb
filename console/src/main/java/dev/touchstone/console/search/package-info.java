/// Outputs and decisions found by what is known of them, and one output with what became of it. [SearchFeature] is the
/// way
/// in.
@NullMarked
package dev.touchstone.console.search;

import org.jspecify.annotations.NullMarked;
