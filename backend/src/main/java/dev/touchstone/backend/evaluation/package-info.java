/// Verdicts out, as the events in which OpenTelemetry tells what became of a model's answer. [EvaluationQueue] notes
/// them in the transaction of the verdict, [EvaluationSender] sends them on. It knows nothing of reviews but what a
/// decision says.
@NullMarked
package dev.touchstone.backend.evaluation;

import org.jspecify.annotations.NullMarked;
