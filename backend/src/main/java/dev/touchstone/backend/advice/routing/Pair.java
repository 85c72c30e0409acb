package dev.touchstone.backend.advice.routing;

import dev.touchstone.api.quality.RoutingAdvice.Compared;
import dev.touchstone.api.quality.RoutingAdvice.Variant;
import dev.touchstone.api.wire.Range;
import dev.touchstone.stats.interval.Differences;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.sequential.MilestoneComparison;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Two variants on one topic, in the weeks in which both answered. Audits of unequal rates are thinned to
/// the least of them by their keys, which know nothing of verdicts, so that each has one chance. They count
/// in the order in which they came, up to the first that people may still answer in time: rejections take
/// longer than approvals. Pure.
///
/// @param current whether each audit of the variant that answers most was wrong
/// @param other the same of the other one
/// @param overlap whether both answered in any week
record Pair(Variant candidate, List<Boolean> current, List<Boolean> other, boolean overlap) {
    private static final double LEVEL = 0.95;

    /// @param audits of both and of others, in the order in which they came
    static Pair of(Variant current, Variant candidate, List<AuditedAnswer> audits) {
        Set<Long> weeks = weeks(audits, current);
        weeks.retainAll(weeks(audits, candidate));
        List<AuditedAnswer> both = audits.stream()
                .filter(audit -> weeks.contains(audit.week()))
                .filter(audit ->
                        audit.variant().equals(current) || audit.variant().equals(candidate))
                .toList();
        double rate = both.stream().mapToDouble(AuditedAnswer::rate).min().orElse(0);
        return new Pair(
                candidate,
                errors(both, audit -> audit.variant().equals(current), rate),
                errors(both, audit -> audit.variant().equals(candidate), rate),
                !weeks.isEmpty());
    }

    private static Set<Long> weeks(List<AuditedAnswer> audits, Variant variant) {
        return audits.stream()
                .filter(audit -> audit.variant().equals(variant))
                .map(AuditedAnswer::week)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static List<Boolean> errors(List<AuditedAnswer> audits, Predicate<AuditedAnswer> of, double rate) {
        return audits.stream()
                .filter(of)
                .filter(audit -> audit.u() < rate)
                .takeWhile(audit -> !audit.waiting())
                .filter(audit -> audit.action() != null)
                .map(AuditedAnswer::wrong)
                .toList();
    }

    private int fewer() {
        return Math.min(current.size(), other.size());
    }

    /// @param alpha the most that this pair may spend
    boolean candidateBetter(double alpha) {
        return MilestoneComparison.of(current, other, alpha).found().isPresent();
    }

    boolean candidateWorse(double alpha) {
        return MilestoneComparison.of(other, current, alpha).found().isPresent();
    }

    /// Reviews of the one that has fewer until the next look.
    int missing() {
        return MilestoneComparison.of(current, other, 0.5).next() - fewer();
    }

    double candidateRate() {
        return rate(other);
    }

    private static double rate(List<Boolean> errors) {
        return errors.isEmpty() ? 1 : wrong(errors) / errors.size();
    }

    private static double wrong(List<Boolean> errors) {
        return errors.stream().filter(error -> error).count();
    }

    Compared wire() {
        return new Compared(current.size(), other.size(), difference(), lookedAt());
    }

    private @Nullable Range difference() {
        if (current.isEmpty() || other.isEmpty()) {
            return null;
        }
        Interval interval = Differences.newcombe(wrong(other), other.size(), wrong(current), current.size(), LEVEL)
                .interval();
        return new Range(interval.lower(), interval.upper(), interval.level());
    }

    private @Nullable Integer lookedAt() {
        int next = MilestoneComparison.of(current, other, 0.5).next();
        return next == MilestoneComparison.FIRST ? null : next / MilestoneComparison.FACTOR;
    }
}
