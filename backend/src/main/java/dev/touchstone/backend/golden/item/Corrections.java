package dev.touchstone.backend.golden.item;

import dev.touchstone.api.golden.GoldenContent;
import dev.touchstone.api.golden.GoldenExample;
import dev.touchstone.api.golden.GoldenLineage;
import dev.touchstone.api.id.PipelineName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The corrections of a pipeline that are in use, as they are: contradictions and repetitions included. What is frozen
/// and exported for training is chosen with more care.
public final class Corrections {
    private final ItemShelf shelf;

    public Corrections(ItemShelf shelf) {
        this.shelf = shelf;
    }

    /// @param next where the next begins; null when there is none
    public record Slice(List<GoldenExample> items, @Nullable String next) {}

    /// One page, oldest first.
    ///
    /// @param after the id the page before ended with; empty for the first page
    /// @param limit how many at most
    public Slice page(PipelineName pipeline, String after, int limit) {
        ItemShelf.Slice slice = shelf.page(ItemFilter.corrections(pipeline, after), limit);
        return new Slice(
                slice.rows().stream()
                        .map(Corrections::example)
                        .flatMap(Optional::stream)
                        .toList(),
                slice.next());
    }

    /// Empty when its texts are gone.
    private static Optional<GoldenExample> example(GoldenItemRow row) {
        GoldenContent content = row.parsed();
        if (content == null || content.target() == null || content.output() == null) {
            return Optional.empty();
        }
        GoldenLineage.Source source = content.lineage().source();
        GoldenLineage.Decided decided = content.lineage().decided();
        if (source == null || decided == null) {
            return Optional.empty();
        }
        return Optional.of(new GoldenExample(
                row.id(),
                row.pipeline(),
                content.input().query(),
                content.input().context(),
                content.input().systemPrompt(),
                content.output(),
                content.target(),
                new GoldenExample.Lineage(
                        source.outputId(),
                        source.externalId(),
                        decided.reviewId(),
                        decided.decisionId(),
                        decided.action(),
                        decided.reviewers().getFirst().value(),
                        source.model(),
                        source.promptVersion()),
                Instant.ofEpochMilli(row.createdAtMs())));
    }
}
