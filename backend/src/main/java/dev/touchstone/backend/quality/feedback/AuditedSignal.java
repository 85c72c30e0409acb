package dev.touchstone.backend.quality.feedback;

import dev.touchstone.api.feedback.FeedbackClass;
import dev.touchstone.api.feedback.FeedbackKind;
import java.util.Map;

/// An output that the random audit drew and a person decided, with what users did.
///
/// @param rate the probability with which the audit drew it, above 0
/// @param feedbackClass what users' behaviour came to
/// @param kinds what each kind of it came to; empty for silence
/// @param wrong whether the verdict was another than approval
public record AuditedSignal(
        double rate, FeedbackClass feedbackClass, Map<FeedbackKind, FeedbackClass> kinds, boolean wrong) {
    public AuditedSignal {
        if (!(rate > 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate must be above 0 and at most 1, was " + rate);
        }
        kinds = Map.copyOf(kinds);
    }
}
