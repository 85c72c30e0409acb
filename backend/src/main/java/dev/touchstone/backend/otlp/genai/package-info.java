/// What spans of models say, whichever library wrote them: [SpanFacts] by the order of [Fields], conversations made
/// OpenAI's
/// chat form by [Turns]. Pure.
@NullMarked
package dev.touchstone.backend.otlp.genai;

import org.jspecify.annotations.NullMarked;
