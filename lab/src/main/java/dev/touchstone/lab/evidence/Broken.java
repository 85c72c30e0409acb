package dev.touchstone.lab.evidence;

import dev.touchstone.stats.interval.Proportions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the evidence speaks against, in sentences. A share over some hundred repetitions is known to a few
/// points only, so it counts as soon as chance does not explain it.
final class Broken {
    private static final double LEAST_HELD = 0.92;
    private static final double MOST_BROKEN = 0.1;
    private static final double LEVEL = 0.98;

    private final List<String> sentences = new ArrayList<>();

    /// Intervals ought to hold the truth.
    ///
    /// @param held how many of `counted` did
    void held(String what, int held, int counted) {
        if (counted > 0 && Proportions.wilson(held, counted, LEVEL).upper() < LEAST_HELD) {
            sentences.add(what + ": " + held + " of " + counted + " intervals held the truth, fewer than "
                    + Markdown.percent(LEAST_HELD));
        }
    }

    /// Certificates ought to be right.
    ///
    /// @param broken how many of `counted` were not
    void promised(String what, int broken, int counted) {
        if (counted > 0 && Proportions.wilson(broken, counted, LEVEL).lower() > MOST_BROKEN) {
            sentences.add(what + ": the promise was broken in " + broken + " of " + counted + " repetitions, more than "
                    + Markdown.percent(MOST_BROKEN));
        }
    }

    /// Empty when everything held.
    Optional<String> words() {
        return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", sentences));
    }
}
