package dev.touchstone.api.report;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.wire.Reviewer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a reminder tells. Its delivery's channel is where it goes: a reviewer's id for a direct message, or the
/// escalation channel.
///
/// @param reviewer whom it is for; null for the escalation channel
/// @param total how many reviews are due
/// @param reviews the most urgent of them, at most 10
public record Reminder(@Nullable Reviewer reviewer, PipelineName pipeline, long total, List<Due> reviews) {
    public Reminder {
        reviews = List.copyOf(reviews);
    }

    /// A review that is due. Its texts are read when it is shown: a reminder must not keep them longer than the output.
    ///
    /// @param review its id
    public record Due(ReviewId review, Instant dueAt) {}
}
