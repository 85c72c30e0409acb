/// Pipelines and their versioned policies. Entry class [Pipelines]. It does not know what a policy does; routing does.
@NullMarked
package dev.touchstone.backend.pipeline;

import org.jspecify.annotations.NullMarked;
