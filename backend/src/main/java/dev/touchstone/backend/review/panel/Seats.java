package dev.touchstone.backend.review.panel;

import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.wire.Reviewer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The seats of panels. Everything is within the caller's transaction, which has locked the review.
public final class Seats {
    private Seats() {}

    /// Gives a review so many seats.
    public static void give(Handle transaction, ReviewId id, int seats) {
        SeatDao dao = transaction.attach(SeatDao.class);
        for (int seat = 0; seat < seats; seat++) {
            dao.add(id, seat);
        }
    }

    /// Adds the seat of whoever adjudicates, or frees it.
    ///
    /// @param offeredTo in whose queues it is; empty for everybody's
    public static void adjudicate(Handle transaction, ReviewId id, int size, List<ReviewerId> offeredTo) {
        SeatDao dao = transaction.attach(SeatDao.class);
        dao.remove(id, size);
        dao.addFor(
                id,
                size,
                offeredTo.isEmpty()
                        ? null
                        : offeredTo.stream().map(ReviewerId::value).collect(Collectors.joining(",", ",", ",")));
    }

    /// How somebody stands among those whom a seat is offered to, as a pattern whose escape is `!`.
    public static String listed(ReviewerId reviewer) {
        return "," + reviewer.value().replaceAll("([!%_])", "!$1") + ",";
    }

    /// Nobody has to adjudicate any more.
    public static void noAdjudication(Handle transaction, ReviewId id, int size) {
        transaction.attach(SeatDao.class).remove(id, size);
    }

    /// All seats, by number.
    public static List<Seat> of(Handle handle, ReviewId id) {
        return handle.attach(SeatDao.class).of(id);
    }

    /// The seats of the panel itself, without that of whoever adjudicates, by number.
    public static List<Seat> ofPanel(Handle handle, ReviewId id, int size) {
        return of(handle, id).stream().filter(seat -> seat.seat() < size).toList();
    }

    /// The seat that this reviewer's verdict has taken; empty when none has.
    public static Optional<Seat> takenBy(Handle handle, ReviewId id, ReviewerId reviewer) {
        return of(handle, id).stream()
                .filter(seat -> reviewer.equals(seat.reviewer()))
                .findFirst();
    }

    /// Holds a free seat for a while, or renews that.
    ///
    /// @return false when others hold all that are free
    public static boolean hold(Handle transaction, ReviewId id, Reviewer by, long nowMs, long untilMs) {
        SeatDao dao = transaction.attach(SeatDao.class);
        return dao.free(id, by.id(), nowMs)
                .filter(seat -> dao.hold(id, seat, by.id(), by.name(), nowMs, untilMs) == 1)
                .isPresent();
    }

    /// Gives back what a reviewer holds.
    ///
    /// @return false when that is nothing
    public static boolean handBack(Handle transaction, ReviewId id, ReviewerId by) {
        return transaction.attach(SeatDao.class).handBack(id, by) > 0;
    }

    /// A verdict that asks for a seat.
    ///
    /// @param golden whether its correction may become a golden example
    public record Taking(ReviewerId by, String decisionId, boolean golden) {}

    /// Takes a free seat with a verdict.
    ///
    /// @return false when others hold all that are free
    public static boolean take(Handle transaction, ReviewId id, Taking verdict, long nowMs) {
        SeatDao dao = transaction.attach(SeatDao.class);
        return dao.free(id, verdict.by(), nowMs)
                .filter(seat -> dao.take(id, seat, verdict.by(), verdict.decisionId(), verdict.golden(), nowMs) == 1)
                .isPresent();
    }

    /// Frees the seat that a verdict has taken.
    public static void leave(Handle transaction, ReviewId id, String decisionId) {
        int unused = transaction.attach(SeatDao.class).leave(id, decisionId);
    }

    /// What a reviewer holds of a panel; empty when nothing.
    public static Optional<Review.Claim> heldBy(Handle handle, ReviewId id, ReviewerId reviewer, long nowMs) {
        return handle.attach(SeatDao.class)
                .heldBy(id, reviewer, nowMs)
                .map(lease -> new Review.Claim(
                        new Reviewer(lease.by(), lease.name()),
                        Instant.ofEpochMilli(lease.sinceMs()),
                        Instant.ofEpochMilli(lease.untilMs())));
    }
}
