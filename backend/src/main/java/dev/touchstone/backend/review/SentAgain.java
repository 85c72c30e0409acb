package dev.touchstone.backend.review;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.UndoRequest;
import dev.touchstone.api.wire.CanonicalJson;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.review.panel.Seats;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// A caller that did not hear the first answer sends the same request again, with the same key. The same key with
/// another request is a mistake of the caller, who must not believe that the other one counted.
final class SentAgain {
    private SentAgain() {}

    /// What to answer when the key came before on this review; empty when it did not.
    ///
    /// @param same whether a row is what this request asked for
    static Optional<Decisions.Outcome> outcome(
            Handle tx, ReviewRow review, @Nullable String key, long nowMs, Predicate<DecisionRow> same) {
        if (key == null) {
            return Optional.empty();
        }
        return tx.attach(DecisionDao.class).history(review.id()).stream()
                .filter(row -> key.equals(row.requestKey()))
                .findFirst()
                .map(row -> {
                    if (!same.test(row)) {
                        return new Decisions.Outcome.KeyReused();
                    }
                    Review now = review.wire(nowMs, ReviewQueue.decisionOf(tx, review));
                    // What has been taken back since did count once, and does no more.
                    return counts(tx, review, row)
                            ? new Decisions.Outcome.Counted(now)
                            : new Decisions.Outcome.TooLate(now);
                });
    }

    private static boolean counts(Handle tx, ReviewRow review, DecisionRow row) {
        return row.revision() == review.standing().revision()
                || review.panel() != null
                        && Seats.of(tx, review.id()).stream()
                                .anyMatch(seat -> row.id().equals(seat.decisionId()));
    }

    /// On a panel others may have given their verdicts between what somebody saw and what they said.
    private static boolean after(ReviewRow review, DecisionRow row, int seen) {
        return review.panel() == null ? row.revision() == seen + 1 : row.revision() > seen;
    }

    static boolean says(ReviewRow review, DecisionRow row, NewDecision decision) {
        return row.action().equals(decision.action().wire())
                && row.by().reviewer().equals(decision.reviewer().id())
                && after(review, row, decision.revision())
                && Objects.equals(row.said().reason(), decision.reasonId())
                && SourceMarks.same(row, decision)
                && says(row, DecisionRow.Detail.of(decision));
    }

    static boolean says(ReviewRow review, DecisionRow row, UndoRequest request) {
        boolean takesBack =
                row.action().equals(DecisionAction.UNDO.wire()) || row.action().equals(DecisionAction.REOPEN.wire());
        return takesBack
                && row.by().reviewer().equals(request.reviewer().id())
                && after(review, row, request.revision())
                && says(row, DecisionRow.Detail.noteOnly(request.note()));
    }

    private static boolean says(DecisionRow row, DecisionRow.Detail detail) {
        return CanonicalJson.same(
                Json.read(row.said().detail(), JsonNode.class), Json.read(Json.write(detail), JsonNode.class));
    }
}
