package dev.touchstone.backend.review;

import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.policy.Overlap;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.PanelStage;
import dev.touchstone.api.review.UndoRequest;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.review.Decisions.Outcome;
import dev.touchstone.backend.review.VerdictEffects.About;
import dev.touchstone.backend.review.panel.PanelVerdict;
import dev.touchstone.backend.review.panel.Seat;
import dev.touchstone.backend.review.panel.Seats;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The verdicts of a panel, each of which takes a seat by compare-and-set, and what they come to. Until all are in,
/// the review is open and nobody learns who has given one, nor what it says. All within the caller's transaction,
/// which has locked the review.
final class PanelDecisions {
    private final Ledger ledger;
    private final Outputs outputs;
    private final Pipelines pipelines;
    private final DecisionRows rows;
    private final VerdictEffects effects;

    PanelDecisions(Ledger ledger, Outputs outputs, Pipelines pipelines, DecisionRows rows, VerdictEffects effects) {
        this.ledger = ledger;
        this.outputs = outputs;
        this.pipelines = pipelines;
        this.rows = rows;
        this.effects = effects;
    }

    /// A review that a panel judges, as the caller has locked it.
    record Seen(ReviewRow review, PanelState panel) {
        int revision() {
            return review.standing().revision();
        }

        /// What somebody saw at this revision still holds: all that has changed since is how many verdicts are in.
        boolean stillHolds(int revision) {
            return revision >= panel.panelSince() && revision <= revision();
        }
    }

    Outcome decide(Handle tx, Seen seen, NewDecision decision, @Nullable String requestKey, long now) {
        ReviewRow review = seen.review();
        if (!review.open()) {
            return Decisions.tooLate(tx, review.id(), now);
        }
        Optional<Seat> own = Seats.takenBy(tx, review.id(), decision.reviewer().id());
        if (own.isPresent()) {
            return new Outcome.OwnVerdict(read(tx, own.get()));
        }
        if (!seen.stillHolds(decision.revision())) {
            return Decisions.tooLate(tx, review.id(), now);
        }
        About about = About.of(tx, outputs, review);
        DecisionCheck.check(
                decision,
                pipelines.shown(review.pipeline(), decision.policyVersion()).policy(),
                pipelines.behind(review.pipeline()).policy(),
                about.body());
        DecisionCheck.mayAdjudicate(
                decision.reviewer(), review, pipelines.behind(review.pipeline()).policy());
        DecisionRow row = rows.decided(review, decision, about.body(), requestKey, now);
        Seats.Taking verdict = new Seats.Taking(decision.reviewer().id(), row.id(), decision.golden());
        if (!Seats.take(tx, review.id(), verdict, now)) {
            return new Outcome.NoSeat();
        }
        tx.attach(DecisionDao.class).insert(row);
        ledger.append(
                tx,
                decision.reviewer().id().value(),
                "review.panel-verdict",
                review.id().value(),
                null,
                row.wire(),
                DecisionRows.vouch(row, about.output()));
        return answer(tx, review, goOn(tx, seen, about, row.wire(), now), now);
    }

    /// @return the decision that counts now; null while none does
    private @Nullable Decision goOn(Handle tx, Seen seen, About about, Decision latest, long now) {
        ReviewRow review = seen.review();
        PanelState panel = seen.panel();
        List<Seat> seats = Seats.ofPanel(tx, review.id(), panel.panelSize());
        if (panel.in(PanelStage.ADJUDICATION)) {
            return settle(tx, seen, about, new PanelVerdict(latest, PanelStage.ADJUDICATED), now);
        }
        // They are offered it no more, not even to adjudicate.
        tx.attach(ReviewDao.class).skip(review.id(), latest.reviewer().id(), now);
        if (seats.stream().anyMatch(Seat::free)) {
            moveOn(tx, seen, panel.at(PanelStage.READING, panel.panelDone() + 1, panel.panelSince()));
            return null;
        }
        Optional<PanelVerdict> verdict = PanelVerdict.of(said(tx, seats), panel.panelAdjudicate());
        if (verdict.isPresent()) {
            return settle(tx, seen, about, verdict.get(), now);
        }
        Seats.adjudicate(tx, review.id(), panel.panelSize(), adjudicators(review));
        // What somebody fills in now, they do without having seen what was said.
        moveOn(tx, seen, panel.at(PanelStage.ADJUDICATION, panel.panelSize(), seen.revision() + 1));
        return null;
    }

    private Decision settle(Handle tx, Seen seen, About about, PanelVerdict verdict, long now) {
        ReviewRow review = seen.review();
        Decision counts = verdict.counts();
        PanelState after = seen.panel()
                .at(verdict.cameAbout(), seen.panel().panelSize(), seen.panel().panelSince());
        ReviewDao dao = tx.attach(ReviewDao.class);
        if (dao.decide(review.id(), seen.revision(), counts.id(), now) == 0) {
            throw new IllegalStateException("review " + review.id() + " changed while it was locked");
        }
        dao.givePanel(review.id(), after);
        ledger.append(
                tx,
                counts.reviewer().id().value(),
                "review.decided",
                review.id().value(),
                review.wire(now, null),
                after.wire());
        boolean learn = Seats.of(tx, review.id()).stream()
                .filter(seat -> counts.id().equals(seat.decisionId()))
                .allMatch(seat -> Boolean.TRUE.equals(seat.golden()));
        effects.settled(tx, about, counts, learn, after.wire());
        return counts;
    }

    private void moveOn(Handle tx, Seen seen, PanelState panel) {
        ReviewRow review = seen.review();
        if (tx.attach(ReviewDao.class).moveOn(review.id(), seen.revision(), panel) == 0) {
            throw new IllegalStateException("review " + review.id() + " changed while it was locked");
        }
        if (review.open()) {
            effects.progressed(tx, review, seen.revision() + 1);
        }
    }

    /// Takes one's own verdict back, within the policy's window and whether or not the others are in; or later, by
    /// anybody, the verdict that all came to: then somebody who was none of them decides.
    Outcome undo(Handle tx, Seen seen, UndoRequest request, @Nullable String requestKey, long now) {
        ReviewRow review = seen.review();
        Decision inForce = ReviewQueue.decisionOf(tx, review);
        Decision own = Seats.takenBy(tx, review.id(), request.reviewer().id())
                .map(seat -> read(tx, seat))
                .filter(decision -> withinWindow(review, decision, now))
                .filter(decision -> request.revision() >= decision.revision() && request.revision() <= seen.revision())
                .orElse(null);
        boolean live = review.open() || inForce != null;
        if (!live || own == null && (inForce == null || request.revision() != seen.revision())) {
            return Decisions.tooLate(tx, review.id(), now);
        }
        if (own == null && withinWindow(review, last(tx, review), now)) {
            return new Outcome.NotYours(Objects.requireNonNull(inForce));
        }
        Decision undone = own == null ? Objects.requireNonNull(inForce) : own;
        DecisionAction action = own == null ? DecisionAction.REOPEN : DecisionAction.UNDO;
        DecisionRow row = rows.takenBack(review, request, action, requestKey, now);
        tx.attach(DecisionDao.class).insert(row);
        About about = About.of(tx, outputs, review);
        ledger.append(
                tx,
                request.reviewer().id().value(),
                "review." + action.wire(),
                review.id().value(),
                undone,
                row.wire(),
                DecisionRows.vouch(row, about.output()));
        giveUp(tx, seen, own);
        if (inForce != null) {
            effects.reopened(tx, about, inForce, row.revision());
        }
        return answer(tx, review, null, now);
    }

    /// @param own the verdict that is taken back; null when what all came to is opened again
    private void giveUp(Handle tx, Seen seen, @Nullable Decision own) {
        ReviewRow review = seen.review();
        PanelState panel = seen.panel();
        int size = panel.panelSize();
        boolean ofPanel = own != null
                && Seats.ofPanel(tx, review.id(), size).stream()
                        .anyMatch(seat -> own.id().equals(seat.decisionId()));
        if (own != null && ofPanel) {
            Seats.leave(tx, review.id(), own.id());
            Seats.noAdjudication(tx, review.id(), size);
            tx.attach(ReviewDao.class).offerAgain(review.id(), own.reviewer().id());
            int done = (int) Seats.of(tx, review.id()).stream()
                    .filter(seat -> !seat.free())
                    .count();
            boolean sawOpinions = !panel.in(PanelStage.READING);
            moveOn(
                    tx,
                    seen,
                    panel.at(PanelStage.READING, done, sawOpinions ? seen.revision() + 1 : panel.panelSince()));
        } else {
            Seats.adjudicate(tx, review.id(), size, adjudicators(review));
            moveOn(tx, seen, panel.at(PanelStage.ADJUDICATION, size, seen.revision() + 1));
        }
    }

    private List<ReviewerId> adjudicators(ReviewRow review) {
        Overlap overlap = pipelines.behind(review.pipeline()).policy().overlap();
        return overlap == null ? List.of() : overlap.adjudicators();
    }

    private boolean withinWindow(ReviewRow review, Decision decision, long now) {
        return now
                < decision.decidedAt()
                        .plus(pipelines.behind(review.pipeline()).policy().undoWindow())
                        .toEpochMilli();
    }

    /// The verdict that came last, which closed the review.
    private static Decision last(Handle tx, ReviewRow review) {
        return said(tx, Seats.of(tx, review.id())).getLast();
    }

    private static Decision read(Handle tx, Seat seat) {
        return tx.attach(DecisionDao.class)
                .find(Objects.requireNonNull(seat.decisionId()))
                .orElseThrow()
                .wire();
    }

    /// What these seats' verdicts say, in the order in which it was said.
    static List<Decision> said(Handle handle, List<Seat> seats) {
        List<String> ids = seats.stream()
                .flatMap(seat -> Stream.ofNullable(seat.decisionId()))
                .toList();
        List<Decision> said = new ArrayList<>(Decisions.read(handle, ids));
        said.sort(Comparator.comparingInt(Decision::revision));
        return said;
    }

    private static Outcome answer(Handle tx, ReviewRow review, @Nullable Decision counts, long now) {
        return new Outcome.Counted(
                tx.attach(ReviewDao.class).find(review.id()).orElseThrow().wire(now, counts));
    }
}
