/// The judge: a language model that looks at many outputs where people look at few. `Judging` takes what waits in the
/// outbox, `Judge` makes one judgment and records it, `OpenAiModel` makes the call. It is the only package that knows
/// the OpenAI SDK. It must not know statistics: what a judge is worth is for `quality` to say.
@NullMarked
package dev.touchstone.backend.judge;

import org.jspecify.annotations.NullMarked;
