package dev.touchstone.backend.review;

import dev.touchstone.api.review.Decision;
import dev.touchstone.backend.golden.admission.GoldenAdmission;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
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
    static boolean blindAndOpen(Handle handle, ReviewRow first) {
        return Stream.of(Optional.of(first), handle.attach(ReviewDao.class).secondLookOf(first.id()))
                .flatMap(Optional::stream)
                .anyMatch(review -> review.asked().blind() && review.open());
    }

    /// The example that the first verdict gave is not to be learnt from any more, or is again.
    static void changed(Handle transaction, GoldenAdmission golden, @Nullable Decision firstVerdict) {
        if (firstVerdict != null) {
            golden.changed(transaction, firstVerdict.id());
        }
    }
}
