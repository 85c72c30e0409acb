package dev.touchstone.backend.review;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.output.Population;
import dev.touchstone.api.review.ClaimRequest;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.PanelStage;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.review.panel.PanelDraw;
import dev.touchstone.backend.review.panel.Seats;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Signals;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Opens reviews and lets reviewers find, hold and pass over them. The order is due time, then risk, then age.
/// Thread-safe.
public final class ReviewQueue {
    /// Raised with the id of an output whose review is not open any more, or is again.
    public static final String VERDICT = "verdict";

    static final Duration DEFAULT_LEASE = Duration.ofMinutes(10);

    private final Database database;
    private final InstantSource clock;
    private final Signals signals;
    private final Ledger ledger;
    private final Outputs outputs;
    private final Pipelines pipelines;
    private final CardBoard cards;

    public ReviewQueue(
            Database database,
            InstantSource clock,
            Signals signals,
            Ledger ledger,
            Outbox outbox,
            Pipelines pipelines,
            Outputs outputs) {
        this.database = database;
        this.clock = clock;
        this.signals = signals;
        this.ledger = ledger;
        this.outputs = outputs;
        this.pipelines = pipelines;
        this.cards = new CardBoard(outbox, pipelines);
    }

    /// Opens reviews within the caller's transaction and orders their cards.
    public void open(Handle transaction, List<NewReview> reviews) {
        if (reviews.isEmpty()) {
            return;
        }
        ReviewInsert.insert(transaction.getConnection(), reviews);
        reviews.forEach(review -> givePanel(transaction, review));
        reviews.stream()
                .map(review -> review.output().pipeline())
                .collect(Collectors.toSet())
                .forEach(pipeline -> cards.fill(transaction, pipeline));
    }

    /// An experiment compares outputs with one pair of eyes each.
    private void givePanel(Handle transaction, NewReview review) {
        if (Population.isExperiment(review.output().pipeline())) {
            return;
        }
        pipelines
                .find(review.output().pipeline())
                .map(pipeline -> pipeline.policy().overlap())
                .filter(overlap -> PanelDraw.drawn(overlap, review.output().draw()))
                .ifPresent(overlap -> {
                    transaction
                            .attach(ReviewDao.class)
                            .givePanel(
                                    review.id(),
                                    new PanelState(
                                            overlap.reviewers(),
                                            overlap.share(),
                                            overlap.adjudicate(),
                                            0,
                                            PanelStage.READING.wire(),
                                            0));
                    Seats.give(transaction, review.id(), overlap.reviewers());
                });
    }

    /// Withdraws a review that waits for its confidence alone: nobody holds or has decided it, and no chance drew
    /// it. Within the caller's transaction.
    ///
    /// @param why in words
    /// @param by for the ledger
    /// @return false when it is another one; nothing changed then
    public boolean withdraw(Handle transaction, ReviewId id, String why, String by) {
        long now = clock.millis();
        ReviewDao dao = transaction.attach(ReviewDao.class);
        ReviewRow before = dao.lock(id).orElseThrow();
        if (dao.withdrawUntouched(id, why, now) == 0) {
            return false;
        }
        ReviewRow after = dao.find(id).orElseThrow();
        ledger.append(transaction, by, "review.withdrawn", id.value(), before.wire(now, null), after.wire(now, null));
        cards.closed(transaction, before, after.standing().revision());
        announceAfter(transaction, before);
        return true;
    }

    /// What came of asking that a review be withdrawn.
    public sealed interface Withdrawn {
        Review review();

        /// It is now.
        record Done(Review review, boolean secondLook) implements Withdrawn {}

        /// It was before; nothing changed.
        record Before(Review review) implements Withdrawn {}

        /// It is decided, or has expired.
        record TooLate(Review review) implements Withdrawn {}
    }

    /// Withdraws any open review for somebody who asks, within the caller's transaction. One that chance drew stays in
    /// every estimate, as one that was not answered. The caller has checked that it exists.
    ///
    /// @param why in words
    /// @param by for the ledger
    public Withdrawn withdrawAsked(Handle transaction, ReviewId id, String why, String by) {
        long now = clock.millis();
        ReviewDao dao = transaction.attach(ReviewDao.class);
        ReviewRow before = dao.lock(id).orElseThrow();
        if (dao.withdrawAsked(id, by, why, now) == 0) {
            Review review = before.wire(now, decisionOf(transaction, before));
            return review.standing().state() == ReviewState.WITHDRAWN
                    ? new Withdrawn.Before(review)
                    : new Withdrawn.TooLate(review);
        }
        Review after = dao.find(id).orElseThrow().wire(now, null);
        ledger.append(transaction, by, "review.withdrawn", id.value(), before.wire(now, null), after);
        cards.closed(transaction, before, after.standing().revision());
        announceAfter(transaction, before);
        return new Withdrawn.Done(after, before.secondLookOf() != null);
    }

    /// Gives an output a review when it has none, or only one that was withdrawn. Within the caller's transaction.
    ///
    /// @return the id for the review to open; empty when people look at the output already, or have
    public Optional<ReviewId> claimOutput(Handle transaction, OutputId outputId, ReviewId freshId) {
        if (outputs.giveReview(transaction, outputId, freshId)) {
            return Optional.of(freshId);
        }
        return outputs.find(transaction, outputId)
                .map(output -> output.routed().reviewId())
                .flatMap(id -> transaction.attach(ReviewDao.class).find(id))
                .filter(review -> review.standing().state().equals(ReviewState.WITHDRAWN.wire()))
                .filter(review -> outputs.replaceReview(transaction, outputId, review.id(), freshId))
                .map(review -> freshId);
    }

    /// Opens a second, blind review of an output that a person has decided, and keeps it from that person's queue.
    /// Within the caller's transaction.
    ///
    /// @param second of an output outside of every sample: it was chosen for what it says
    /// @param first the review that was decided
    /// @param why for the ledger
    /// @return false when the first has none in force any more, or had a second look already; nothing changed then
    public boolean lookAgain(Handle transaction, NewReview second, ReviewId first, String why) {
        ReviewDao dao = transaction.attach(ReviewDao.class);
        ReviewRow before = dao.lock(first).orElseThrow();
        Decision decided = decisionOf(transaction, before);
        if (decided == null || dao.secondLookOf(first).isPresent()) {
            return false;
        }
        ReviewInsert.insert(transaction.getConnection(), List.of(second));
        dao.markSecondLook(second.id(), first);
        SecondLook.judges(transaction, before, decided).forEach(judge -> dao.skip(second.id(), judge, clock.millis()));
        ledger.append(transaction, "judge", "review.second-look", second.id().value(), decided, why);
        cards.fill(transaction, before.pipeline());
        return true;
    }

    /// Whether somebody judges the output of this review blind at this moment, for the first or the second time.
    public boolean underBlindReview(ReviewId reviewId) {
        return database.reader()
                .withHandle(handle -> handle.attach(ReviewDao.class)
                        .find(reviewId)
                        .filter(row -> SecondLook.blindAndOpen(handle, row))
                        .isPresent());
    }

    /// Opens reviews whose corrections stay what they are and never become golden examples.
    public void openUntaught(Handle transaction, PipelineName population, List<NewReview> reviews) {
        open(transaction, reviews);
        transaction.attach(ReviewDao.class).keepFromGolden(population);
    }

    /// Withdraws what is open under a population, within the caller's transaction, and shows that on the cards.
    ///
    /// @return how many were
    public int withdrawAll(Handle transaction, PipelineName population, String by) {
        ReviewDao dao = transaction.attach(ReviewDao.class);
        List<ReviewRow> withdrawn = new ArrayList<>();
        for (ReviewRow review : dao.open(population)) {
            if (dao.withdraw(review.id(), review.standing().revision(), clock.millis()) == 1) {
                ledger.append(transaction, by, "review.withdrawn", review.id().value(), null, null);
                withdrawn.add(review);
                announceAfter(transaction, review);
            }
        }
        // After all are withdrawn: a card that closes lets the next one follow, and there must be none.
        withdrawn.stream()
                .filter(ReviewRow::carded)
                .forEach(review ->
                        cards.closed(transaction, review, review.standing().revision() + 1));
        return withdrawn.size();
    }

    /// Wakes who waits for the verdict, once it is committed that there will be none.
    private void announceAfter(Handle transaction, ReviewRow review) {
        announceAfter(transaction, review.outputId());
    }

    /// Wakes who waits for what becomes of an output, once that is committed.
    public void announceAfter(Handle transaction, OutputId outputId) {
        transaction.afterCommit(() -> signals.raise(VERDICT, outputId.value()));
    }

    CardBoard cards() {
        return cards;
    }

    public Optional<Review> find(ReviewId id) {
        long now = clock.millis();
        return database.reader()
                .withHandle(handle ->
                        handle.attach(ReviewDao.class).find(id).map(row -> row.wire(now, decisionOf(handle, row))));
    }

    public static @Nullable Decision decisionOf(Handle handle, ReviewRow row) {
        return row.standing().decisionId() == null
                ? null
                : handle.attach(DecisionDao.class)
                        .find(row.standing().decisionId())
                        .map(DecisionRow::wire)
                        .orElse(null);
    }

    /// What came of asking for a lease.
    public sealed interface Claim {
        /// The caller holds the review.
        record Granted(Review review) implements Claim {}

        /// Somebody else holds it.
        record HeldBy(Review.Claim holder) implements Claim {}

        /// It is decided, expired or withdrawn.
        record Closed(Review review) implements Claim {}

        /// Others hold every seat of its panel that is free.
        record NoSeat() implements Claim {}

        /// The caller has given a verdict on it.
        record OwnVerdict(Decision own) implements Claim {}
    }

    /// Takes or renews a lease. The caller has checked that the review exists.
    public Claim claim(ReviewId id, ClaimRequest request) {
        Reviewer reviewer = request.reviewer();
        Duration lease = request.lease() == null ? DEFAULT_LEASE : request.lease();
        return database.writer().inTransaction(transaction -> {
            long now = clock.millis();
            ReviewDao dao = transaction.attach(ReviewDao.class);
            ReviewRow before = dao.lock(id).orElseThrow();
            long until = now + lease.toMillis();
            if (before.panel() != null && before.open()) {
                return claimSeat(transaction, before, request, until);
            }
            boolean granted = dao.claim(id, reviewer.id(), reviewer.name(), now, until) == 1;
            ReviewRow after = dao.find(id).orElseThrow();
            if (granted) {
                Reviewer by = request.assignedBy() == null ? reviewer : request.assignedBy();
                ledger.append(
                        transaction,
                        by.id().value(),
                        "review.claimed",
                        id.value(),
                        before.claimAt(now),
                        after.claimAt(now));
                return new Claim.Granted(after.wire(now, null));
            }
            Review.Claim holder = after.claimAt(now);
            return holder != null
                    ? new Claim.HeldBy(holder)
                    : new Claim.Closed(after.wire(now, decisionOf(transaction, after)));
        });
    }

    private Claim claimSeat(Handle transaction, ReviewRow review, ClaimRequest request, long untilMs) {
        long now = clock.millis();
        Reviewer reviewer = request.reviewer();
        Optional<Decision> own = Seats.takenBy(transaction, review.id(), reviewer.id())
                .flatMap(seat ->
                        Decisions.read(transaction, List.of(Objects.requireNonNull(seat.decisionId()))).stream()
                                .findFirst());
        if (own.isPresent()) {
            return new Claim.OwnVerdict(own.get());
        }
        DecisionCheck.mayAdjudicate(
                reviewer, review, pipelines.behind(review.pipeline()).policy());
        if (!Seats.hold(transaction, review.id(), reviewer, now, untilMs)) {
            return new Claim.NoSeat();
        }
        Reviewer by = request.assignedBy() == null ? reviewer : request.assignedBy();
        Review.Claim held =
                Seats.heldBy(transaction, review.id(), reviewer.id(), now).orElseThrow();
        ledger.append(
                transaction, by.id().value(), "review.claimed", review.id().value(), null, held);
        return new Claim.Granted(review.wire(now, null).heldBy(held));
    }

    /// What came of giving a lease back.
    public sealed interface HandedBack {
        /// Nobody holds the review, whether or not the reviewer did.
        record Free(Review review) implements HandedBack {}

        /// Somebody else holds it, and goes on doing so.
        record HeldBy(Review.Claim holder) implements HandedBack {}
    }

    /// Gives a lease back. The caller has checked that the review exists.
    public HandedBack handBack(ReviewId id, Reviewer reviewer) {
        return database.writer().inTransaction(transaction -> {
            long now = clock.millis();
            ReviewDao dao = transaction.attach(ReviewDao.class);
            Review.Claim holder = dao.lock(id).orElseThrow().claimAt(now);
            if (holder != null && !holder.by().id().equals(reviewer.id())) {
                return new HandedBack.HeldBy(holder);
            }
            if (dao.handBack(id, reviewer.id()) == 1 || Seats.handBack(transaction, id, reviewer.id())) {
                ledger.append(transaction, reviewer.id().value(), "review.handed_back", id.value(), null, null);
            }
            ReviewRow after = dao.find(id).orElseThrow();
            return new HandedBack.Free(after.wire(now, decisionOf(transaction, after)));
        });
    }

    /// Gives the review to somebody else: it leaves this reviewer's queue and stays in everybody else's.
    public void skip(ReviewId id, Reviewer reviewer) {
        database.writer().useTransaction(transaction -> {
            ReviewDao dao = transaction.attach(ReviewDao.class);
            dao.handBack(id, reviewer.id());
            Seats.handBack(transaction, id, reviewer.id());
            dao.skip(id, reviewer.id(), clock.millis());
            ledger.append(transaction, reviewer.id().value(), "review.skipped", id.value(), null, null);
        });
    }

    /// Open reviews per pipeline, for metrics and counts.
    public Map<String, Long> openByPipeline() {
        Map<String, Long> counts = new HashMap<>();
        database.reader()
                .useHandle(handle -> handle.createQuery(
                                "SELECT pipeline, COUNT(*) AS open_reviews FROM review WHERE state = 'open' GROUP BY pipeline")
                        .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                        .forEach(entry -> counts.put(entry.getKey(), entry.getValue())));
        return counts;
    }

    /// Open reviews of one pipeline.
    public static long openOf(Handle handle, PipelineName pipeline) {
        return handle.attach(ReviewDao.class).openReviews(pipeline);
    }

    /// Open reviews of all pipelines, up to a hundred thousand, for the metrics.
    public long openCount() {
        return database.reader().withExtension(ReviewDao.class, ReviewDao::openInAll);
    }
}
