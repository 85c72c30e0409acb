package dev.touchstone.backend.judge.judgment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.output.NewOutput;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A decision of people, as a judge is shown it. A version keeps its own copy, so that it never changes.
///
/// @param outputId the output it was about
/// @param decision `approve`, `edit` or `reject`
/// @param because the reviewer's reason and note; null when there is none
public record Example(
        OutputId outputId,
        @Nullable String query,
        JsonNode output,
        String decision,
        @Nullable String because) {

    /// Not the output itself, nor its twin: the judge would be told the answer.
    boolean mayBeShownWith(OutputId otherId, NewOutput other) {
        boolean twin = Objects.equals(query, other.query()) && output.equals(other.output());
        return !outputId.equals(otherId) && !twin;
    }
}
