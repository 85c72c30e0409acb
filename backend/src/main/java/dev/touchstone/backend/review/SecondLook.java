package dev.touchstone.backend.review;

import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.review.Decision;
import dev.touchstone.backend.review.panel.Seat;
import dev.touchstone.backend.review.panel.Seats;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// A second, blind review of an output that a person has decided, by somebody else. The first verdict stands until the
/// second is there; of the two, the latest counts. Neither is ever changed, and a second verdict that is taken back
/// leaves the first in force.
public final class SecondLook {
    private SecondLook() {}

    /// The decision in force on the review whose verdict is looked at again; null when the review is a first look, or
    /// the first has been re-opened meanwhile.
    static @Nullable Decision firstVerdict(Handle handle, ReviewRow review) {
        return review.secondLookOf() == null
                ? null
                : handle.attach(ReviewDao.class)
                        .find(review.secondLookOf())
                        .map(first -> ReviewQueue.decisionOf(handle, first))
                        .orElse(null);
    }

    /// What somebody has said already of an output that is looked at again, alone or on a panel; null when nothing.
    ///
    /// @param first the decision in force on the first review; null when there is none
    static @Nullable Decision verdictOf(
            Handle handle, ReviewRow second, @Nullable Decision first, ReviewerId reviewer) {
        if (first == null || second.secondLookOf() == null) {
            return null;
        }
        return first.reviewer().id().equals(reviewer)
                ? first
                : Seats.takenBy(handle, second.secondLookOf(), reviewer)
                        .map(Seat::decisionId)
                        .flatMap(id -> handle.attach(DecisionDao.class).find(id))
                        .map(DecisionRow::wire)
                        .orElse(null);
    }

    /// Who has judged an output in its first review, alone or on a panel.
    static Set<ReviewerId> judges(Handle handle, ReviewRow first, Decision inForce) {
        return Stream.concat(
                        Stream.of(inForce.reviewer().id()),
                        Seats.of(handle, first.id()).stream().flatMap(seat -> Stream.ofNullable(seat.reviewer())))
                .collect(Collectors.toSet());
    }

    /// Of a review and its second look, the one whose verdict counts: the one decided last, or else the first.
    public static ReviewRow counting(Handle handle, ReviewRow first) {
        return counting(first, handle.attach(ReviewDao.class).secondLookOf(first.id()));
    }

    static ReviewRow counting(ReviewRow first, Optional<ReviewRow> second) {
        return Stream.of(Optional.of(first), second)
                .flatMap(Optional::stream)
                .filter(review -> review.standing().decisionId() != null
                        && review.standing().closedAtMs() != null)
                .max(Comparator.comparing(
                        review -> Objects.requireNonNull(review.standing().closedAtMs())))
                .orElse(first);
    }

    /// Whether people judge the output of this review now, or judge it again, without knowing what others said.
    public static boolean blindAndOpen(Handle handle, ReviewRow first) {
        return Stream.of(Optional.of(first), handle.attach(ReviewDao.class).secondLookOf(first.id()))
                .flatMap(Optional::stream)
                .anyMatch(review -> review.asked().blind() && review.open());
    }
}
