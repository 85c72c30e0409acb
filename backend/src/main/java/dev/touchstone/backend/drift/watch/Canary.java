package dev.touchstone.backend.drift.watch;

import dev.touchstone.api.id.ReviewId;
import dev.touchstone.stats.sequential.TwoStreamComparison;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A candidate prompt version held against the one it would replace, review by review in pairs.
///
/// @param waitingControl whether each review that waits for a partner was wrong, oldest first
/// @param waitingCandidate likewise; one of the two is empty
/// @param since the review with which equality was rejected; null while it is not
/// @param examples ids of up to three wrong outputs of the candidate, latest first
public record Canary(
        List<Boolean> waitingControl,
        List<Boolean> waitingCandidate,
        TwoStreamComparison test,
        @Nullable ReviewId since,
        List<ReviewId> examples) {
    /// Probability of a false alarm in the whole life of a canary, however often one looks.
    static final double LEVEL = 0.05;

    private static final int EXAMPLES = 3;

    /// Of the version with more traffic the latest are paired, so that both halves of a pair saw the same days.
    private static final int MOST_WAITING = 20;

    public Canary {
        waitingControl = List.copyOf(waitingControl);
        waitingCandidate = List.copyOf(waitingCandidate);
        examples = List.copyOf(examples);
    }

    static Canary start() {
        return new Canary(List.of(), List.of(), TwoStreamComparison.start(), null, List.of());
    }

    Canary next(boolean ofCandidate, boolean error, ReviewId reviewId) {
        List<Boolean> own = new ArrayList<>(ofCandidate ? waitingCandidate : waitingControl);
        List<Boolean> other = new ArrayList<>(ofCandidate ? waitingControl : waitingCandidate);
        TwoStreamComparison tested = test;
        if (other.isEmpty()) {
            own.add(error);
            if (own.size() > MOST_WAITING) {
                own.removeFirst();
            }
        } else {
            boolean partner = other.removeFirst();
            tested = ofCandidate ? test.next(partner, error) : test.next(error, partner);
        }
        List<ReviewId> shown = examples;
        if (ofCandidate && error) {
            List<ReviewId> all = new ArrayList<>(List.of(reviewId));
            all.addAll(examples.subList(0, Math.min(examples.size(), EXAMPLES - 1)));
            shown = all;
        }
        return new Canary(
                ofCandidate ? other : own,
                ofCandidate ? own : other,
                tested,
                since == null && tested.rejected(LEVEL) ? reviewId : since,
                shown);
    }
}
