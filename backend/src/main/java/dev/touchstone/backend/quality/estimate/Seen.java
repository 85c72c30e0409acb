package dev.touchstone.backend.quality.estimate;

import dev.touchstone.api.quality.QualityGroup;
import dev.touchstone.stats.estimate.MissingReviews;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// How much of a group of outputs people have seen, counted once for all of its figures.
///
/// @param cells merged as far as they can be
/// @param policyVersions that routed the outputs
record Seen(List<Cell> cells, List<Integer> policyVersions) {
    /// Below this share nothing is said of what is unknown, as for missing reviews.
    static final double WORTH_SAYING = 0.02;

    long outputs() {
        return cells.stream().mapToLong(Cell::population).sum();
    }

    long decided() {
        return count(Answer.APPROVED) + count(Answer.EDITED) + count(Answer.REJECTED);
    }

    long count(Answer answer) {
        return cells.stream()
                .flatMap(cell -> cell.drawn().stream())
                .filter(review -> review.answer() == answer)
                .count();
    }

    List<Answered> answered() {
        List<Answered> answered = new ArrayList<>();
        for (Cell cell : cells) {
            if (!cell.thin()) {
                double response = cell.response();
                cell.decided()
                        .forEach(review ->
                                answered.add(new Answered(review, Math.min(1, review.inclusion() * response))));
            }
        }
        return answered;
    }

    /// Share of the outputs in cells too thin to estimate.
    double uncoveredShare() {
        return share(cells.stream().filter(Cell::thin).toList());
    }

    /// Share of the outputs that nobody could have reviewed.
    double unreachableShare() {
        return share(cells.stream().filter(Cell::unreachable).toList());
    }

    private double share(List<Cell> some) {
        long outputs = outputs();
        return outputs == 0
                ? 0
                : (double) some.stream().mapToLong(Cell::population).sum() / outputs;
    }

    QualityGroup.Coverage coverage() {
        double unanswered = MissingReviews.bounds(cells.stream()
                        .map(cell -> cell.withMissing(review -> 0))
                        .toList())
                .map(MissingReviews::missingShare)
                .orElse(0.0);
        return new QualityGroup.Coverage(
                outputs(),
                decided() + count(Answer.PENDING) + count(Answer.MISSING),
                decided(),
                count(Answer.PENDING),
                count(Answer.MISSING),
                unanswered,
                uncoveredShare(),
                unreachableShare());
    }

    /// Whether all decided reviews belong to one cluster.
    boolean oneCluster() {
        return decided() > 1 && clusters() == 1 && inClusters() > 0;
    }

    /// Of the decided reviews, those that belong to some cluster.
    long inClusters() {
        return decidedReviews().filter(review -> review.cluster() != null).count();
    }

    /// How many clusters the decided reviews belong to; one that belongs with nothing is one.
    long clusters() {
        return decided()
                - inClusters()
                + decidedReviews()
                        .map(ReviewFact::cluster)
                        .filter(Objects::nonNull)
                        .distinct()
                        .count();
    }

    private Stream<ReviewFact> decidedReviews() {
        return cells.stream().flatMap(cell -> cell.decided().stream());
    }

    /// Why nothing can be said of the process.
    String ofOneCluster() {
        return "all " + decided()
                + " decided reviews belong to one cluster: how clusters differ cannot be seen from it, so"
                + " nothing can be said of the process behind it; ask for the target finite, or review outputs of other"
                + " clusters";
    }

    /// Why there is nothing to estimate from.
    String nothing() {
        if (outputs() == 0) {
            return "there are no outputs in this selection";
        }
        if (unreachableShare() == 1) {
            return unreachable();
        }
        if (decided() > 0) {
            return "not enough reviews: " + decided() + " decided, and every stratum needs two for any estimate";
        }
        long waiting = count(Answer.PENDING) + count(Answer.MISSING);
        return waiting > 0
                ? "not enough reviews: none of the " + waiting + " drawn for review is decided yet"
                : "not enough reviews: none of the " + outputs() + " outputs was drawn for review yet";
    }

    String unreachable() {
        return percent(unreachableShare()) + " of the outputs came in under an audit rate of 0 and were never sent to"
                + " review: no quality figure can be given for them, their quality may be anything from 0 to 1";
    }

    static String percent(double share) {
        double rounded = Math.round(share * 1000) / 10.0;
        return (rounded == Math.rint(rounded) ? String.valueOf((long) rounded) : String.valueOf(rounded)) + " %";
    }
}
