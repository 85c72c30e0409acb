package dev.touchstone.backend.evaluation;

import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.Decision;
import dev.touchstone.backend.output.OutputRow;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is told of a verdict, or of its end; waits in the outbox as JSON.
///
/// @param label `approved`, `edited`, `rejected`, or `reopened` for a verdict that counts no more
/// @param score 1 when the output was right as it was, else 0; null when there is no verdict any more
/// @param explanation reason and note; null when there are none
/// @param revision the review's, by which several events of one review are put in order
record EvaluationEvent(
        String outputId,
        String externalId,
        Place place,
        String label,
        @Nullable Double score,
        @Nullable String explanation,
        ReviewId reviewId,
        int revision) {
    private static final int MOST_CHARS = 4_000;

    static EvaluationEvent settled(OutputRow output, @Nullable NewOutput body, Decision decision, int revision) {
        return switch (decision.action()) {
            case APPROVE -> of(output, body, decision, revision, "approved", 1.0);
            case EDIT -> of(output, body, decision, revision, "edited", 0.0);
            case REJECT -> of(output, body, decision, revision, "rejected", 0.0);
            case UNDO, REOPEN -> reopened(output, body, decision, revision);
        };
    }

    static EvaluationEvent reopened(OutputRow output, @Nullable NewOutput body, Decision decision, int revision) {
        return of(output, body, decision, revision, "reopened", null);
    }

    private static EvaluationEvent of(
            OutputRow output,
            @Nullable NewOutput body,
            Decision decision,
            int revision,
            String label,
            @Nullable Double score) {
        return new EvaluationEvent(
                output.id().value(),
                output.externalId(),
                Place.of(output.externalId(), body),
                label,
                score,
                score == null ? null : explanation(decision.said()),
                decision.reviewId(),
                revision);
    }

    private static @Nullable String explanation(Decision.Said said) {
        String text = Stream.of(said.reason(), said.note())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(": "));
        if (text.isEmpty()) {
            return null;
        }
        if (text.length() <= MOST_CHARS) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MOST_CHARS - 1)) ? MOST_CHARS - 1 : MOST_CHARS;
        return text.substring(0, end) + "…";
    }
}
