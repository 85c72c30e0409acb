package dev.touchstone.backend.output;

import dev.touchstone.api.id.PipelineName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which outputs a walk is for; what is null or empty does not narrow.
///
/// @param pipelines whose; none finds nothing
/// @param fromId inclusive lower bound of ids, which ascend with time; empty for none
/// @param facts columns that are fixed at intake, and what they must be
/// @param reviewed true for those with a review, false for those without; null for both
/// @param metadata what the metadata must say
public record OutputFilter(
        List<PipelineName> pipelines,
        String fromId,
        Map<Fact, String> facts,
        @Nullable Boolean reviewed,
        @Nullable Metadata metadata) {
    public OutputFilter {
        pipelines = List.copyOf(pipelines);
        facts = Map.copyOf(facts);
    }

    /// A fact to compare with.
    public enum Fact {
        MODEL("model"),
        PROMPT_VERSION("prompt_version"),
        STRATUM("stratum");

        private final String column;

        Fact(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }
    }

    /// A key of the metadata.
    ///
    /// @param value null when it is enough that the key is there
    public record Metadata(String key, @Nullable String value) {}
}
