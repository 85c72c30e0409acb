/// Gives outputs that came without a confidence one: a model is asked whether they follow from query and sources. An
/// output waits for it no longer than its policy says.
/// Entry class [SelfChecks].
@NullMarked
package dev.touchstone.backend.judge.check;

import org.jspecify.annotations.NullMarked;
