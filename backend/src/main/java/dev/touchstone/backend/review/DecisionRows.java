package dev.touchstone.backend.review;

import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.UndoRequest;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.ledger.Vouched;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.OutputWitness;
import dev.touchstone.backend.store.Ids;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the rows that decisions are kept as, each with the revision after the review's.
final class DecisionRows {
    private final Ids ids;

    DecisionRows(Ids ids) {
        this.ids = ids;
    }

    /// What a reviewer decided.
    ///
    /// @param body the output's texts; null when they are gone
    DecisionRow decided(
            ReviewRow review, NewDecision decision, @Nullable NewOutput body, @Nullable String requestKey, long now) {
        return new DecisionRow(
                ids.next(),
                review.id(),
                review.pipeline(),
                review.standing().revision() + 1,
                decision.action().wire(),
                new DecisionRow.By(decision.reviewer().id(), decision.reviewer().name()),
                now,
                new DecisionRow.Said(
                        decision.reasonId(),
                        decision.seconds(),
                        Json.write(DecisionRow.Detail.of(decision)),
                        AttributeOutcomes.of(decision, body),
                        SourceMarks.of(decision, body)),
                requestKey);
    }

    DecisionRow takenBack(
            ReviewRow review, UndoRequest request, DecisionAction action, @Nullable String requestKey, long now) {
        Reviewer by = request.reviewer();
        return new DecisionRow(
                ids.next(),
                review.id(),
                review.pipeline(),
                review.standing().revision() + 1,
                action.wire(),
                new DecisionRow.By(by.id(), by.name()),
                now,
                new DecisionRow.Said(null, null, Json.write(DecisionRow.Detail.noteOnly(request.note())), null, null),
                requestKey);
    }

    /// The decision and what it was about: what was decided on must not become something else afterwards.
    static List<Vouched> vouch(DecisionRow row, OutputRow output) {
        List<Vouched> vouched = new ArrayList<>(OutputWitness.vouch(output));
        vouched.add(new Vouched(DecisionWitness.TABLE, row.id(), row.contentHash()));
        return vouched;
    }
}
