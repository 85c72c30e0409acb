package dev.touchstone.api.feedback;

import dev.touchstone.api.id.OutputId;
import org.jspecify.annotations.Nullable;

/// The answer to a posted event. It is given only once the event is durable.
///
/// @param id Touchstone's id of the event
/// @param eventId the caller's own id
/// @param outputId the output, when it was named by this id; null when it was named by the pipeline's own, which may
///     not have arrived yet
public record FeedbackReceipt(
        String id, String eventId, @Nullable OutputId outputId) {}
