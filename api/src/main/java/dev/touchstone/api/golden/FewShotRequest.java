package dev.touchstone.api.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.chat.ChatForm;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Asks for examples that fit a query, to be put into a prompt.
///
/// @param query what the model is about to be asked: a text, or a list of chat messages
/// @param context what it is given to answer from
/// @param k how many examples at most, 1 to 20; default 4
/// @param split the side they come from, `train` or `dev`; default `train`. Test items are never given
/// @param dataset of which dataset's version they have to be; any golden item of the pipeline when absent
/// @param version which version of the dataset; the latest when absent
/// @param metadata of the output to come: items that share a value of the policy's group fields are not given
public record FewShotRequest(
        JsonNode query,
        @Nullable Context context,
        @Defaulted("4") @Limits(min = 1, max = 20) Integer k,
        @Defaulted("train") GoldenSplit split,
        @Nullable String dataset,
        @Limits(min = 1, max = 1_000_000) @Nullable Integer version,
        @Defaulted("{}") Map<String, JsonNode> metadata) {
    private static final int MOST = 20;

    public FewShotRequest {
        if (query == null || query.isNull() || !query.isTextual() && !query.isArray()) {
            throw new InvalidField("query", "must be a text or a list of chat messages");
        }
        ChatForm.query("query", query);
        if (query.isTextual() && query.textValue().isBlank()) {
            throw new InvalidField("query", "must not be empty");
        }
        k = k == null ? 4 : k;
        if (k < 1 || k > MOST) {
            throw new InvalidField("k", "must be from 1 to " + MOST + ", was " + k);
        }
        split = split == null ? GoldenSplit.TRAIN : split;
        if (split == GoldenSplit.TEST) {
            throw new InvalidField("split", "must be train or dev: what a model was shown cannot measure it any more");
        }
        if (dataset != null) {
            Check.name("dataset", dataset);
        }
        if (version != null && (version < 1 || version > 1_000_000)) {
            throw new InvalidField("version", "must be from 1 to 1000000, was " + version);
        }
        metadata = metadata == null ? Map.of() : Map.copyOf(metadata);
    }

    /// Of everything golden there is to learn from.
    public static FewShotRequest of(JsonNode query, int k) {
        return new FewShotRequest(query, null, k, GoldenSplit.TRAIN, null, null, Map.of());
    }
}
