package dev.touchstone.backend.output;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import org.jspecify.annotations.Nullable;

/// What others need to know of an output without reading its text. Public only because JDBI binds through public
/// methods.
///
/// @param hour the epoch hour the output counts for
/// @param reviewId its latest review; null without any
public record OutputBrief(
        OutputId id,
        PipelineName pipeline,
        String externalId,
        long receivedAtMs,
        long hour,
        String stratum,
        @Nullable ReviewId reviewId) {}
