package dev.touchstone.backend.quality.threshold;

import dev.touchstone.stats.confidence.ScoredOutput;
import dev.touchstone.stats.interval.Proportions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Whether more audits would certify a threshold, after none was.
///
/// @param more about how many; empty when the error looks too high at each tested threshold
/// @param open the lowest threshold at which the audits do not rule out that the error is tolerable; empty when
///     they do wherever a twentieth of the traffic or more would go out
record Outlook(OptionalLong more, Optional<Double> open, double alpha) {
    private static final double LEVEL = 0.95;
    private static final double LEAST_SHARE = 0.05;

    static Outlook of(OptionalLong more, List<ScoredOutput> audits, Traffic traffic, double alpha) {
        Optional<Double> open = traffic.counts().navigableKeySet().stream()
                .filter(threshold -> traffic.shareFrom(threshold) >= LEAST_SHARE)
                .filter(threshold -> !ruledOut(threshold, audits, alpha))
                .findFirst();
        return new Outlook(more, open, alpha);
    }

    private static boolean ruledOut(double threshold, List<ScoredOutput> audits, double alpha) {
        long n = 0;
        long wrong = 0;
        for (ScoredOutput audit : audits) {
            if (audit.confidence() >= threshold) {
                n++;
                wrong += audit.correct() ? 0 : 1;
            }
        }
        return n > 0 && Proportions.clopperPearson(wrong, n, LEVEL).lower() > alpha;
    }

    String words() {
        if (more.isPresent()) {
            return " About " + more.getAsLong() + " more audits would do, if the error stays as it looks.";
        }
        return open.map(threshold -> " Whether more audits would do cannot be told yet: at or above "
                        + Numbers.threshold(threshold) + ", they do not rule out an error of " + Numbers.percent(alpha)
                        + " or less.")
                .orElse(
                        " No number of audits will, unless the outputs become better: wherever 5 % of the traffic or more"
                                + " would go out unseen, clearly more than " + Numbers.percent(alpha) + " are wrong.");
    }
}
