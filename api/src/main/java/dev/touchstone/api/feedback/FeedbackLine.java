package dev.touchstone.api.feedback;

import dev.touchstone.api.wire.Problem;
import org.jspecify.annotations.Nullable;

/// The answer to one line of a batch of events: either a receipt or a problem.
///
/// @param line the line's number in the request, from 1
/// @param status the HTTP status the line would have had alone
/// @param receipt set when the line was taken
/// @param problem set when it was not
public record FeedbackLine(
        int line,
        int status,
        @Nullable FeedbackReceipt receipt,
        @Nullable Problem problem) {}
