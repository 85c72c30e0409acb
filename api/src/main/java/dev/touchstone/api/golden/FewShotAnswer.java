package dev.touchstone.api.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.id.PipelineName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Examples that fit a query, the best first.
///
/// @param pipeline whose items they are
/// @param split the side they come from
/// @param dataset the dataset they are of; null for any golden item
/// @param version the number of its version; null without a dataset
/// @param complete whether every item could be looked at; false for some seconds after a start, while the index is made
/// @param byMeaning whether they were looked for by meaning too; false where no embeddings are configured, or while
///     their model does not answer: then by words alone
/// @param examples at most as many as were asked for; fewer when no others have a word in common with the query
public record FewShotAnswer(
        PipelineName pipeline,
        GoldenSplit split,
        @Nullable String dataset,
        @Nullable Integer version,
        boolean complete,
        boolean byMeaning,
        List<Example> examples) {
    public FewShotAnswer {
        examples = List.copyOf(examples);
    }

    /// One example.
    ///
    /// @param itemId the item's id, to be named in the output's `metadata` so that its worth can be told later
    /// @param hash the item's hash
    /// @param kind what kind of verdict it comes from
    /// @param input what was asked
    /// @param target the right answer
    /// @param score how well it fits, 0 to 1 as a share of the best match's score: BM25, or with
    ///     embeddings the ranks by words and by meaning together. Two texts that say the opposite of
    ///     one another may score high
    public record Example(
            String itemId, String hash, GoldenKind kind, GoldenInput input, JsonNode target, double score) {}
}
