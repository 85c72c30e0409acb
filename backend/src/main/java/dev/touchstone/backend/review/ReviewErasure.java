package dev.touchstone.backend.review;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.review.MarkedSources;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.ledger.ContentHash;
import dev.touchstone.backend.ledger.Vouched;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Takes out of reviews and decisions what people wrote of an output: corrections, notes, and words that only stand for
/// this output. Who decided what, when, and what it said of each rubric line and attribute stays: figures are made of
/// that.
public final class ReviewErasure {
    private final ReviewQueue queue;

    public ReviewErasure(ReviewQueue queue) {
        this.queue = queue;
    }

    /// What there was.
    ///
    /// @param reviews every review that the output ever had
    /// @param decisionIds of all decisions in them
    /// @param cleared how many decisions lost words
    /// @param changed what the ledger can vouch for now
    public record Erased(List<ReviewId> reviews, List<String> decisionIds, int cleared, List<Vouched> changed) {
        public Erased {
            reviews = List.copyOf(reviews);
            decisionIds = List.copyOf(decisionIds);
            changed = List.copyOf(changed);
        }
    }

    /// Works within the caller's transaction. Open reviews are withdrawn: nobody can judge what is gone.
    ///
    /// @param why in words, for people who look for an open review
    /// @param by for the ledger
    public Erased erase(Handle transaction, OutputId output, String why, String by) {
        ReviewDao reviews = transaction.attach(ReviewDao.class);
        DecisionDao decisions = transaction.attach(DecisionDao.class);
        List<ReviewId> ids = new ArrayList<>();
        List<String> decisionIds = new ArrayList<>();
        List<Vouched> changed = new ArrayList<>();
        for (ReviewRow review : reviews.ofOutput(output)) {
            ids.add(review.id());
            if (review.open()) {
                ReviewQueue.Withdrawn unused = queue.withdrawAsked(transaction, review.id(), why, by);
            } else {
                reviews.forgetWhy(review.id(), why);
            }
            for (DecisionRow row : decisions.history(review.id())) {
                decisionIds.add(row.id());
                DecisionRow bare = bare(transaction, row);
                if (!bare.equals(row)) {
                    decisions.clear(bare.id(), bare.said().detail(), bare.said().sources());
                    changed.add(new Vouched(DecisionWitness.TABLE, bare.id(), bare.contentHash()));
                }
            }
        }
        return new Erased(ids, decisionIds, changed.size(), changed);
    }

    private static DecisionRow bare(Handle handle, DecisionRow row) {
        DecisionRow.Detail detail = Json.read(row.said().detail(), DecisionRow.Detail.class);
        DecisionRow.Said said = row.said();
        boolean wordless =
                detail.correctedOutput() == null && detail.correctedAttributes().isEmpty() && detail.note() == null;
        String facts = wordless
                ? said.detail()
                : Json.write(new DecisionRow.Detail(null, Map.of(), detail.rubric(), detail.attributeLabels(), null));
        return new DecisionRow(
                row.id(),
                row.reviewId(),
                row.pipeline(),
                row.revision(),
                row.action(),
                row.by(),
                row.decidedAtMs(),
                new DecisionRow.Said(said.reason(), said.seconds(), facts, said.outcomes(), sources(handle, row)),
                row.requestKey());
    }

    private static @Nullable String sources(Handle handle, DecisionRow row) {
        MarkedSources marked = SourceMarks.read(row.said().sources());
        return marked == null || marked.equals(MarkedSources.NONE)
                ? row.said().sources()
                : Json.write(new MarkedSources(bare(handle, row, marked.about()), bare(handle, row, marked.right())));
    }

    /// A source that other decisions name as well is not this output's alone: its name stays, and with it the figures
    /// of that source. Any other gets a name that says nothing.
    private static MarkedSources.@Nullable Marked bare(
            Handle handle, DecisionRow row, MarkedSources.@Nullable Marked marked) {
        if (marked == null || marked.key().startsWith("erased:")) {
            return marked;
        }
        boolean shared =
                handle.attach(DecisionDao.class).namesSource(row.pipeline(), row.reviewId(), Json.write(marked.key()));
        return shared
                ? new MarkedSources.Marked(marked.number(), marked.key(), marked.title())
                : new MarkedSources.Marked(
                        marked.number(),
                        "erased:"
                                + ContentHash.of(row.reviewId(), marked.number())
                                        .substring(0, 16),
                        null);
    }

    /// Reviewed outputs with ids in a range, oldest first.
    ///
    /// @param afterId exclusive lower bound
    /// @param beforeId exclusive upper bound
    public static List<OutputId> reviewed(
            Handle handle, PipelineName pipeline, String afterId, String beforeId, int limit) {
        return handle.attach(ReviewDao.class).reviewedOutputs(pipeline, afterId, beforeId, limit);
    }
}
