/// The line to a model behind an OpenAI-compatible API, with all that limits it: calls at once, tokens per minute, a
/// circuit breaker, the weekly spend. [ModelLine] is the line, [Completions] lets a model write a text. It is the
/// only package that knows the OpenAI SDK, and it does not know what a model is asked for.
@NullMarked
package dev.touchstone.backend.model;

import org.jspecify.annotations.NullMarked;
