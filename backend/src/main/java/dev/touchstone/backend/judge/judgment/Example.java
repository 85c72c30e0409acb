package dev.touchstone.backend.judge.judgment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.chat.ChatText;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.backend.similarity.NearDuplicates;
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

    /// Not the output itself, nor its twin, nor a near twin: the judge would be told the answer.
    boolean mayBeShownWith(OutputId otherId, NewOutput other) {
        return !outputId.equals(otherId)
                && !(near(query, other.queryText())
                        && NearDuplicates.near(ChatText.output(output), ChatText.output(other.output())));
    }

    private static boolean near(@Nullable String one, @Nullable String other) {
        return one == null || other == null ? Objects.equals(one, other) : NearDuplicates.near(one, other);
    }
}
