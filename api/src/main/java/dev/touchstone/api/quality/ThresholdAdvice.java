package dev.touchstone.api.quality;

import dev.touchstone.api.wire.Range;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which confidence threshold keeps errors among auto-approved outputs rare, with a guarantee.
///
/// @param scope which outputs it was learnt from
/// @param maxError tolerated error rate among auto-approved outputs, 0 to 1
/// @param confidence of all trials of the pipeline together that the error stays below it, however often one
///     asks
/// @param recalibration number k of the trial of the overall confidence, from 1: another model or prompt
///     version begins the next
/// @param delta what that trial spends of δ = 1 − confidence: 0.75 δ for the first, 1.5 δ/(π²(k−1)²) for the
///     others
/// @param audits equal-probability reviews it rests on
/// @param overdue audits nobody answered in time, counted as wrong
/// @param pending audits not due yet, left out
/// @param currentThreshold in force now
/// @param overall for the overall confidence
/// @param attributes for each attribute that has confidences
/// @param assumptions what must stay true for the guarantee to hold
public record ThresholdAdvice(
        QualityScope scope,
        double maxError,
        double confidence,
        int recalibration,
        double delta,
        long audits,
        long overdue,
        long pending,
        double currentThreshold,
        Certificate overall,
        List<Certificate> attributes,
        List<String> assumptions) {
    public ThresholdAdvice {
        attributes = List.copyOf(attributes);
        assumptions = List.copyOf(assumptions);
    }

    /// What can be promised.
    ///
    /// @param name `overall`, or the attribute
    /// @param threshold the lowest certified one: auto-approve at or above it; null when none can be certified
    /// @param why in one sentence
    /// @param moreAudits about how many more would certify one; null when one is certified or no number would
    /// @param trial what is tested and since when; null before it has begun
    /// @param curve what each threshold costs and lets through, highest first
    public record Certificate(
            String name,
            @Nullable Double threshold,
            String why,
            @Nullable Long moreAudits,
            @Nullable Trial trial,
            List<Point> curve) {
        public Certificate {
            curve = List.copyOf(curve);
        }
    }

    /// A trial that one may look at whenever one likes: its thresholds were fixed before its verdicts were
    /// looked at.
    ///
    /// @param k its number, from 1
    /// @param delta its probability of ever certifying a threshold with a higher error than tolerated, in (0,
    ///     1)
    /// @param since the first hour whose outputs count
    /// @param thresholds strictest first
    public record Trial(int k, double delta, Instant since, List<Double> thresholds) {
        public Trial {
            thresholds = List.copyOf(thresholds);
        }
    }

    /// One threshold.
    ///
    /// @param reviewRate share of all outputs that people would see, audits included
    /// @param autoShare share of all outputs at or above it
    /// @param audited audits at or above it, n
    /// @param wrong of those, not approved
    /// @param error share wrong among auto-approved; null when none was audited
    /// @param interval exact, of the error
    /// @param pValue the probability that so few errors are seen at any time, if the rate is the tolerated one
    ///     or higher, is at most this
    public record Point(
            double threshold,
            double reviewRate,
            double autoShare,
            long audited,
            long wrong,
            @Nullable Double error,
            @Nullable Range interval,
            double pValue) {}
}
