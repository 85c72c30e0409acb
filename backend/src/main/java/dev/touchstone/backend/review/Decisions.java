package dev.touchstone.backend.review;

import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.UndoRequest;
import dev.touchstone.backend.evaluation.EvaluationQueue;
import dev.touchstone.backend.golden.admission.GoldenAdmission;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Signals;
import dev.touchstone.backend.store.Storage;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The one place where a verdict comes into being. A decision is compared-and-set on the review's revision;
/// in the same transaction it is appended, audited, noted for the golden set, shown on the card and sent to
/// the pipeline. Whoever comes second is told who won. Thread-safe.
public final class Decisions {
    private final Database database;
    private final InstantSource clock;
    private final Signals signals;
    private final Ledger ledger;
    private final Outputs outputs;
    private final Pipelines pipelines;
    private final DecisionRows rows;
    private final VerdictEffects effects;
    private final PanelDecisions panels;

    public Decisions(
            Storage storage,
            Signals signals,
            Ledger ledger,
            Outbox outbox,
            EvaluationQueue evaluations,
            GoldenAdmission golden,
            Outputs outputs,
            Pipelines pipelines,
            ReviewQueue queue) {
        this.database = storage.database();
        this.clock = storage.clock();
        this.signals = signals;
        this.ledger = ledger;
        this.outputs = outputs;
        this.pipelines = pipelines;
        this.rows = new DecisionRows(storage.ids());
        this.effects = new VerdictEffects(outbox, evaluations, golden, queue.cards());
        this.panels = new PanelDecisions(ledger, outputs, pipelines, rows, effects);
    }

    /// What came of a decision or of taking one back.
    public sealed interface Outcome {
        /// It counts; the review as it is now.
        record Counted(Review review) implements Outcome {}

        /// Somebody was faster, or the review has moved on; the review as it is now.
        record TooLate(Review review) implements Outcome {}

        /// Somebody else holds the review.
        record HeldBy(Review.Claim holder) implements Outcome {}

        /// The idempotency key came before with another request.
        record KeyReused() implements Outcome {}

        /// A second look is for somebody else than who decided first; nobody sits on a panel twice, nor adjudicates
        /// where they have a verdict.
        record OwnVerdict(Decision first) implements Outcome {}

        /// Others hold every seat of the panel that is free.
        record NoSeat() implements Outcome {}

        /// Within the undo window only the reviewer who decided may take it back.
        record NotYours(Decision decision) implements Outcome {}
    }

    /// Decides a review.
    ///
    /// @param requestKey the caller's idempotency key; the same key again gets the same answer
    /// @throws dev.touchstone.api.wire.InvalidField when the decision does not fit the policy or the output
    public Outcome decide(ReviewId reviewId, NewDecision decision, @Nullable String requestKey) {
        Outcome outcome = database.writer().inTransaction(tx -> decide(tx, reviewId, decision, requestKey));
        announce(outcome);
        return outcome;
    }

    private Outcome decide(Handle tx, ReviewId reviewId, NewDecision decision, @Nullable String requestKey) {
        long now = clock.millis();
        ReviewRow review = tx.attach(ReviewDao.class).lock(reviewId).orElseThrow();
        Optional<Outcome> before =
                SentAgain.outcome(tx, review, requestKey, now, row -> SentAgain.says(review, row, decision));
        if (before.isPresent()) {
            return before.get();
        }
        if (review.panel() != null) {
            return panels.decide(tx, new PanelDecisions.Seen(review, review.panel()), decision, requestKey, now);
        }
        if (!review.open() || review.standing().revision() != decision.revision()) {
            return tooLate(tx, reviewId, now);
        }
        Review.Claim claim = review.claimAt(now);
        if (claim != null && !claim.by().id().equals(decision.reviewer().id())) {
            return new Outcome.HeldBy(claim);
        }
        Decision first = SecondLook.firstVerdict(tx, review);
        Decision own =
                SecondLook.verdictOf(tx, review, first, decision.reviewer().id());
        if (own != null) {
            return new Outcome.OwnVerdict(own);
        }
        VerdictEffects.About about = VerdictEffects.About.of(tx, outputs, review);
        DecisionCheck.check(
                decision,
                pipelines.shown(review.pipeline(), decision.policyVersion()).policy(),
                pipelines.behind(review.pipeline()).policy(),
                about.body());

        DecisionRow row = rows.decided(review, decision, about.body(), requestKey, now);
        if (tx.attach(ReviewDao.class).decide(reviewId, decision.revision(), row.id(), now) == 0) {
            return tooLate(tx, reviewId, now);
        }
        tx.attach(DecisionDao.class).insert(row);
        Decision settled = row.wire();
        ledger.append(
                tx,
                decision.reviewer().id().value(),
                "review.decided",
                reviewId.value(),
                review.wire(now, null),
                settled,
                DecisionRows.vouch(row, about.output()));
        effects.replaced(tx, first);
        effects.settled(tx, about, settled, decision.golden(), null);
        return new Outcome.Counted(
                tx.attach(ReviewDao.class).find(reviewId).orElseThrow().wire(now, settled));
    }

    static Outcome tooLate(Handle tx, ReviewId reviewId, long now) {
        ReviewRow review = tx.attach(ReviewDao.class).find(reviewId).orElseThrow();
        return new Outcome.TooLate(review.wire(now, ReviewQueue.decisionOf(tx, review)));
    }

    /// Takes a decision back: `undo` by the reviewer within the policy's window, `reopen` by anybody later.
    public Outcome undo(ReviewId reviewId, UndoRequest request, @Nullable String requestKey) {
        Outcome outcome = database.writer().inTransaction(tx -> undo(tx, reviewId, request, requestKey));
        announce(outcome);
        return outcome;
    }

    private Outcome undo(Handle tx, ReviewId reviewId, UndoRequest request, @Nullable String requestKey) {
        long now = clock.millis();
        ReviewRow review = tx.attach(ReviewDao.class).lock(reviewId).orElseThrow();
        Optional<Outcome> before =
                SentAgain.outcome(tx, review, requestKey, now, row -> SentAgain.says(review, row, request));
        if (before.isPresent()) {
            return before.get();
        }
        if (review.panel() != null) {
            return panels.undo(tx, new PanelDecisions.Seen(review, review.panel()), request, requestKey, now);
        }
        Decision undone = ReviewQueue.decisionOf(tx, review);
        if (undone == null || review.standing().revision() != request.revision()) {
            return tooLate(tx, reviewId, now);
        }
        Policy policy = pipelines.behind(review.pipeline()).policy();
        boolean withinWindow =
                now < undone.decidedAt().plus(policy.undoWindow()).toEpochMilli();
        if (withinWindow && !undone.reviewer().id().equals(request.reviewer().id())) {
            return new Outcome.NotYours(undone);
        }
        if (tx.attach(ReviewDao.class).reopen(reviewId, request.revision()) == 0) {
            return tooLate(tx, reviewId, now);
        }
        DecisionAction action = withinWindow ? DecisionAction.UNDO : DecisionAction.REOPEN;
        DecisionRow row = rows.takenBack(review, request, action, requestKey, now);
        tx.attach(DecisionDao.class).insert(row);
        VerdictEffects.About about = VerdictEffects.About.of(tx, outputs, review);
        ledger.append(
                tx,
                request.reviewer().id().value(),
                "review." + action.wire(),
                reviewId.value(),
                undone,
                row.wire(),
                DecisionRows.vouch(row, about.output()));
        effects.reopened(tx, about, undone, row.revision());
        Decision first = SecondLook.firstVerdict(tx, review);
        if (first != null) {
            effects.inForceAgain(tx, about, first);
        }
        return new Outcome.Counted(
                tx.attach(ReviewDao.class).find(reviewId).orElseThrow().wire(now, null));
    }

    /// Certain decisions, in the order of the ids; those that do not exist are left out.
    public static List<Decision> read(Handle handle, List<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<String, DecisionRow> rows = handle.attach(DecisionDao.class).find(ids).stream()
                .collect(Collectors.toMap(DecisionRow::id, Function.identity()));
        return ids.stream()
                .flatMap(id -> Stream.ofNullable(rows.get(id)))
                .map(DecisionRow::wire)
                .toList();
    }

    /// How many bytes these take, by id: for pages that are cut by bytes.
    public static Map<String, Long> sizes(Handle handle, List<String> ids) {
        return ids.isEmpty() ? Map.of() : handle.attach(DecisionDao.class).sizes(ids);
    }

    /// After the commit: wakes whoever waits for this verdict, or learns from it.
    private void announce(Outcome outcome) {
        if (outcome instanceof Outcome.Counted counted) {
            effects.wake();
            signals.raise(ReviewQueue.VERDICT, counted.review().outputId().value());
        }
    }
}
