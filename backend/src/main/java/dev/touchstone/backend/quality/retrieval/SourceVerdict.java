package dev.touchstone.backend.quality.retrieval;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.review.MarkedSources;
import dev.touchstone.api.review.MarkedSources.Marked;
import dev.touchstone.api.rubric.RetrievalCause;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.quality.estimate.ErrorShares.Speech;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a decision says of the sources of its output.
///
/// @param reason null when it gives none
/// @param sources those that it marks, as JSON; null when it could say nothing of any
record SourceVerdict(
        OutputId outputId,
        @Nullable String reason,
        @Nullable String sources) {
    Speech speech() {
        if (sources == null) {
            return Speech.ASIDE;
        }
        return reason == null ? Speech.SILENT : Speech.SAID;
    }

    Optional<RetrievalCause> cause() {
        return RetrievalCause.of(reason);
    }

    /// The source that the reason is about; empty when none was marked.
    Optional<Marked> about() {
        return sources == null
                ? Optional.empty()
                : Optional.ofNullable(Json.read(sources, MarkedSources.class).about());
    }

    boolean about(String key) {
        return about().filter(marked -> marked.key().equals(key)).isPresent();
    }
}
