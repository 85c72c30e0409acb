package dev.touchstone.backend.quality.audit;

import dev.touchstone.stats.confidence.ScoredOutput;
import dev.touchstone.stats.sampling.ActiveAuditGain;
import dev.touchstone.stats.sampling.ScoreBands;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// What is known of a score before any output comes that it is used on. Pure: the product and the evidence
/// learn by the same code.
///
/// @param labels verdicts of past audits with their scores, in the order in which their outputs came
/// @param traffic outputs that are left to the audit, by score
public record ScoredTraffic(List<ScoredOutput> labels, NavigableMap<Double, Long> traffic) {
    /// From fewer nobody can tell what a score is worth.
    public static final int LEAST_LABELS = 200;

    public ScoredTraffic {
        labels = List.copyOf(labels);
        traffic = Collections.unmodifiableNavigableMap(new TreeMap<>(traffic));
    }

    /// Whether there is enough to learn from.
    public boolean enough() {
        return labels.size() >= LEAST_LABELS && !traffic.isEmpty();
    }

    long wrong() {
        return labels.stream().filter(label -> !label.correct()).count();
    }

    /// What an active audit would cost.
    ///
    /// @param rate of the audit, in (0, 1]
    /// @param floor the share of it that no output falls below, in (0, 1]
    public ActiveAuditGain gain(double rate, double floor) {
        return ActiveAuditGain.of(labels, traffic, floor, 1 / rate);
    }

    /// The bands to audit by.
    public ScoreBands bands(double rate, double floor) {
        return ScoreBands.fit(labels, traffic, floor, 1 / rate);
    }
}
