package dev.touchstone.api.feedback;

import dev.touchstone.api.id.OutputId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What users did with one output.
///
/// @param outputId the output
/// @param withheld whether it is kept back while somebody judges the output blind
/// @param feedbackClass what it comes to; `silence` while there is nothing
/// @param score the mean over the users, 0 to 1; null while there is nothing. It is not the output's quality: what a
///     class is worth, audits tell
/// @param voices how many users count
/// @param muted how many users do not, because they gave more than their share
/// @param events the newest 200 events, oldest first
public record OutputFeedback(
        OutputId outputId,
        boolean withheld,
        FeedbackClass feedbackClass,
        @Nullable Double score,
        int voices,
        int muted,
        List<FeedbackEvent> events) {
    public OutputFeedback {
        events = List.copyOf(events);
    }
}
