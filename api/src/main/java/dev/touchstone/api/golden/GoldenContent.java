package dev.touchstone.api.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.id.PipelineName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All of an item that never changes; its hash is over this.
///
/// @param pipeline the pipeline's name
/// @param kind what kind of verdict it is
/// @param input what was asked
/// @param output what the model said, in the form of the target; null when an import does not tell
/// @param target the right answer; null for a rejection that gave none
/// @param judgement what the person said besides
/// @param stratumKeys the output's stratum keys
/// @param metadata the output's metadata
/// @param lineage where it comes from
public record GoldenContent(
        PipelineName pipeline,
        GoldenKind kind,
        GoldenInput input,
        @Nullable JsonNode output,
        @Nullable JsonNode target,
        GoldenJudgement judgement,
        Map<String, String> stratumKeys,
        Map<String, JsonNode> metadata,
        GoldenLineage lineage) {
    public GoldenContent {
        stratumKeys = stratumKeys == null ? Map.of() : stratumKeys;
        metadata = metadata == null ? Map.of() : metadata;
    }
}
