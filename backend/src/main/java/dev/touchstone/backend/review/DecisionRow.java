package dev.touchstone.backend.review;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.rubric.AttributeLabel;
import dev.touchstone.api.rubric.RubricAnswer;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.api.wire.WireEnum;
import dev.touchstone.backend.ledger.ContentHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/// Public only because JDBI binds through public methods. A row of the decision table.
///
/// @param revision the review's revision after it
/// @param requestKey the caller's idempotency key; null when it sent none
public record DecisionRow(
        String id,
        ReviewId reviewId,
        PipelineName pipeline,
        int revision,
        String action,
        @Nested By by,
        long decidedAtMs,
        @Nested Said said,
        @Nullable String requestKey) {
    /// Who decided; the name is null when the channel has none.
    public record By(ReviewerId reviewer, @Nullable String reviewerName) {}

    /// What the reviewer said, in how many seconds.
    ///
    /// @param detail a [Detail] as JSON
    /// @param outcomes what it says of each attribute, see [AttributeOutcomes]; null when nothing
    /// @param sources what it says of sources, see [SourceMarks]; null when nothing could be said
    public record Said(
            @Nullable String reason,
            @Nullable Double seconds,
            String detail,
            @Nullable String outcomes,
            @Nullable String sources) {}

    /// What is not needed to find or count decisions.
    record Detail(
            @Nullable JsonNode correctedOutput,
            Map<String, JsonNode> correctedAttributes,
            Map<String, RubricAnswer> rubric,
            Map<String, AttributeLabel> attributeLabels,
            @Nullable String note) {
        Detail {
            correctedAttributes = correctedAttributes == null ? Map.of() : correctedAttributes;
            rubric = rubric == null ? Map.of() : rubric;
            attributeLabels = attributeLabels == null ? Map.of() : attributeLabels;
        }

        static Detail of(NewDecision decision) {
            return new Detail(
                    decision.correctedOutput(),
                    decision.correctedAttributes(),
                    decision.rubric(),
                    decision.attributeLabels(),
                    decision.note());
        }

        static Detail noteOnly(@Nullable String note) {
            return new Detail(null, Map.of(), Map.of(), Map.of(), note);
        }
    }

    /// What a reviewer noted.
    ///
    /// @param detail as it is stored
    /// @return null without a note
    public static @Nullable String noteIn(String detail) {
        return Json.read(detail, Detail.class).note();
    }

    /// Over all that is written, so that no column can be changed without a trace. A column that was added later
    /// counts where it holds something, so that hashes of earlier rows still hold.
    String contentHash() {
        List<@Nullable Object> fields = new ArrayList<>(written());
        if (said.sources() != null) {
            fields.add(said.sources());
        }
        return ContentHash.of(fields.toArray());
    }

    private List<@Nullable Object> written() {
        return Arrays.asList(
                id,
                reviewId,
                pipeline,
                revision,
                action,
                by.reviewer(),
                by.reviewerName(),
                decidedAtMs,
                said.reason(),
                said.seconds(),
                said.detail(),
                said.outcomes(),
                requestKey);
    }

    public Decision wire() {
        Detail more = Json.read(said.detail(), Detail.class);
        return new Decision(
                id,
                reviewId,
                revision,
                WireEnum.read(DecisionAction.class, action),
                new Reviewer(by.reviewer(), by.reviewerName()),
                Instant.ofEpochMilli(decidedAtMs),
                new Decision.Correction(more.correctedOutput(), more.correctedAttributes()),
                new Decision.Said(
                        said.reason(),
                        SourceMarks.read(said.sources()),
                        more.rubric(),
                        more.attributeLabels(),
                        more.note(),
                        said.seconds()));
    }
}
