package dev.touchstone.backend.quality.release;

import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.backend.quality.threshold.Certification;
import dev.touchstone.backend.quality.threshold.Traffic;
import dev.touchstone.stats.confidence.ScoredOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Audits of exactly what can be released. With sampling key u an output is audited when u < a, judged when
/// u < j, and reviewed at all when u < r, which is 1 without a reviewer budget; so it can be released when
/// a ≤ u < min(j, r), and outputs of different j, a or r are released in another mix than they are audited
/// in. An audit is kept when u lies below c · (min(j, r) − a), with one c so small that all of these were
/// audited and judged: the kept ones are an equal-probability sample of what is released, drawn by the key,
/// which knows nothing of verdicts.
///
/// A budget moves r every day. The error of the released is a quotient of functions that are linear in r
/// between the rates that occur, so no r makes it worse than the worst of these: there is a mix for each,
/// and all must hold.
///
/// Audits count in the order in which they were opened, up to the first that people may still answer in
/// time: rejections take longer than approvals. What is overdue counts as wrong. Pure.
///
/// @param scores of everything that would be released if it were high enough
/// @param mixes the audits of each mix, the first without a budget
/// @param waiting audits that are left out because one of them, or one before, waits for people
/// @param rate the least at which any of it was audited
public record ReleaseEvidence(List<Double> scores, List<List<ScoredOutput>> mixes, long waiting, double rate) {
    public ReleaseEvidence {
        scores = List.copyOf(scores);
        mixes = mixes.stream().map(List::copyOf).toList();
    }

    /// @param approved in the order in which the reviews were opened
    /// @param budget whether reviews of doubtful outputs may be thinned
    public static ReleaseEvidence of(List<Releasable> approved, boolean budget) {
        List<Releasable> releasable =
                approved.stream().filter(one -> intensity(one, 1) > 0).toList();
        List<Releasable> audited = audited(releasable);
        List<Releasable> answered =
                audited.stream().takeWhile(one -> !one.waiting()).toList();
        List<List<ScoredOutput>> mixes = new ArrayList<>();
        for (double reviewed : reviewed(releasable, budget)) {
            double scale = scale(releasable, reviewed);
            mixes.add(answered.stream()
                    .filter(one -> one.u() < scale * intensity(one, reviewed))
                    .map(one -> ScoredOutput.of(
                            one.score(), DecisionAction.APPROVE.wire().equals(one.action())))
                    .toList());
        }
        return new ReleaseEvidence(
                releasable.stream().map(Releasable::score).toList(),
                mixes,
                audited.size() - answered.size(),
                releasable.stream().mapToDouble(Releasable::auditRate).min().orElse(0));
    }

    private static List<Releasable> audited(List<Releasable> releasable) {
        return releasable.stream().filter(one -> one.u() < one.auditRate()).toList();
    }

    /// Which part of the key releases such an output, where a budget lets this part be reviewed.
    private static double intensity(Releasable one, double reviewed) {
        return Math.max(0, Math.min(one.judgeRate(), reviewed) - one.auditRate());
    }

    /// The rates between which the mix changes evenly, the largest first.
    private static List<Double> reviewed(List<Releasable> releasable, boolean budget) {
        TreeSet<Double> rates = new TreeSet<>(List.of(1.0));
        if (budget) {
            releasable.forEach(one -> {
                rates.add(one.judgeRate());
                rates.add(one.auditRate());
            });
        }
        return rates.descendingSet().stream()
                .filter(rate -> rate == 1 || releasable.stream().anyMatch(one -> intensity(one, rate) > 0))
                .toList();
    }

    private static double scale(List<Releasable> releasable, double reviewed) {
        return releasable.stream()
                .filter(one -> intensity(one, reviewed) > 0)
                .mapToDouble(one -> Math.min(one.auditRate(), one.judgeRate()) / intensity(one, reviewed))
                .min()
                .orElse(0);
    }

    /// Audits of the mix that has the fewest.
    long audits() {
        return mixes.stream().mapToLong(List::size).min().orElse(0);
    }

    /// Every mix on its own.
    ///
    /// @param alpha tolerated error rate, in (0, 1)
    /// @param delta tolerated probability of a broken promise, in (0, 1)
    public List<Certification> tests(double alpha, double delta) {
        Traffic traffic = Traffic.of(scores);
        return mixes.stream()
                .map(audits -> new Certification(audits, traffic, rate, alpha, delta))
                .toList();
    }
}
