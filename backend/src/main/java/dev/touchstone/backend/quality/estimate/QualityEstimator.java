package dev.touchstone.backend.quality.estimate;

import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.quality.QualityGroup;
import dev.touchstone.stats.estimate.HajekEstimate;
import dev.touchstone.stats.estimate.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Estimates the quality of one group of outputs from the reviews of those that were drawn.
///
/// Cells are stratum × policy version × way of being drawn, with their sizes from the counters; within a cell every
/// review weighs 1/π, and reviews without an answer are taken to be like the answered ones of their cell, with the
/// worst case beside the interval once they weigh more than 2 %. An approval is correct; an edit or a rejection is an
/// error.
public final class QualityEstimator {
    private final Observed observed;
    private final Seen seen;
    private final Figures figures;

    /// @param level of the intervals, in (0, 1)
    public QualityEstimator(Observed observed, double level, Target target) {
        this.observed = observed;
        this.seen = new Seen(Cells.of(observed), observed.policyVersions());
        this.figures = new Figures(seen, target, level);
    }

    /// The share of outputs that are right, as the statistics give it; empty without enough reviews.
    public Optional<HajekEstimate> approval() {
        return new RateFigures(figures).estimate(RateFigures::approved);
    }

    /// Every figure of the group.
    ///
    /// @param attribute narrows the figures about attributes; null for all attributes together
    public QualityGroup group(String name, @Nullable String attribute) {
        List<Answered> answered = seen.answered();
        List<QualityFigure> all = new ArrayList<>(new RateFigures(figures).all());
        if (!observed.attributes().isEmpty()) {
            all.addAll(new AttributeFigures(figures, Labelled.of(seen.cells()), attribute).all());
        }
        ConfidenceFigures confidence = new ConfidenceFigures(figures, answered);
        all.addAll(confidence.all());
        return new QualityGroup(name, seen.coverage(), all, confidence.bars(), notes());
    }

    /// The figures about whole outputs alone, for courses over time: without what attributes and confidences cost.
    public QualityGroup rates(String name) {
        return new QualityGroup(name, seen.coverage(), new RateFigures(figures).all(), List.of(), notes());
    }

    /// The figures of one attribute alone.
    public QualityGroup attribute(String name, String attribute) {
        return new QualityGroup(
                name,
                seen.coverage(),
                new AttributeFigures(figures, Labelled.of(seen.cells()), attribute).all(),
                List.of(),
                List.of());
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (seen.unreachableShare() > 0) {
            notes.add(seen.unreachable() + "; give the policy an audit_rate above 0");
        }
        double thin = seen.uncoveredShare() - seen.unreachableShare();
        if (thin > 1e-9 && seen.decided() > 0) {
            notes.add(Seen.percent(thin) + " of the outputs are in strata with fewer than two reviews: the intervals"
                    + " allow for any quality there");
        }
        if (observed.policyVersions().size() > 1) {
            notes.add("the policy changed within the period: versions " + observed.policyVersions()
                    + " are estimated apart, each by its own probabilities");
        }
        long pending = seen.count(Answer.PENDING);
        long missing = seen.count(Answer.MISSING);
        if (pending + missing > 0) {
            notes.add(pending + " drawn reviews are not due yet and " + missing + " are overdue: they are taken to be"
                    + " like the answered ones of their stratum, and weigh "
                    + Seen.percent(seen.coverage().unansweredShare()));
        }
        if (!observed.attributes().isEmpty()) {
            Labelled labels = Labelled.of(seen.cells());
            if (labels.silentShare() > 0) {
                notes.add("rejected or edited outputs whose attributes nobody labelled stand for "
                        + Seen.percent(labels.silentShare()) + " of the outputs: in the figures about attributes they"
                        + " are taken to be like the " + labels.labelled() + " that were labelled. People may label the"
                        + " easy ones");
            }
        }
        if (figures.target() == Target.PROCESS && seen.clusters() < seen.decided()) {
            notes.add(clusters());
        }
        return notes;
    }

    /// What it costs that outputs belong together.
    private String clusters() {
        if (seen.oneCluster()) {
            return seen.ofOneCluster();
        }
        RateFigures rates = new RateFigures(figures);
        Double counted = rates.estimate(RateFigures::approved)
                .map(HajekEstimate::effective)
                .orElse(null);
        Double alone = rates.estimateAsIfAlone(RateFigures::approved)
                .map(HajekEstimate::effective)
                .orElse(null);
        return "the " + seen.decided() + " decided reviews come from " + seen.clusters()
                + " clusters, and outputs of one cluster are alike: about the process they say "
                + (counted == null || alone == null
                        ? "less than as many outputs of their own"
                        : "as much as " + Math.max(1, Math.round(counted)) + " outputs of their own, not "
                                + Math.round(alone));
    }
}
