package dev.touchstone.stats.sampling;

import dev.touchstone.stats.confidence.ScoredOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SplittableRandom;

/// How many reviews an active audit would take for the same interval as a plain one. Judged on labels that the
/// bands were not learnt from, because bands always fit the labels they come from.
///
/// Of five parts of the labels each is held against bands learnt from the others. What a review of band b adds
/// to the variance is (x − f_b)²/m_b, with m_b the band's multiple of the audit rate, and (x − f)² in a plain
/// audit; the cost is the quotient of the means.
///
/// @param cost reviews of the active audit over those of the plain one, above 0; below 1 it saves
/// @param error standard error of the cost, by the delta method
public record ActiveAuditGain(double cost, double error) {
    private static final int PARTS = 5;
    private static final long SEED = 20_240_303;
    /// Neither gain nor loss is told from chance within so many standard errors.
    private static final double CLEAR = 1;
    /// A smaller gain is not worth the bands.
    private static final double WORTH = 0.95;

    /// The parts are chosen by chance, always the same: traffic that comes in rounds must not fall into one of
    /// them.
    ///
    /// @param labels past verdicts with their scores, each by the weight 1/π it was drawn with
    /// @param traffic outputs by score; not empty
    /// @param floor γ, in (0, 1]
    /// @param most multiple that makes a review certain, at least 1
    public static ActiveAuditGain of(
            List<ScoredOutput> labels, NavigableMap<Double, Long> traffic, double floor, double most) {
        int[] parts = new SplittableRandom(SEED).ints(labels.size(), 0, PARTS).toArray();
        double[] active = new double[labels.size()];
        double[] plain = new double[labels.size()];
        for (int part = 0; part < PARTS; part++) {
            List<ScoredOutput> others = new ArrayList<>();
            for (int i = 0; i < labels.size(); i++) {
                if (parts[i] != part) {
                    others.add(labels.get(i));
                }
            }
            if (others.isEmpty()) {
                continue;
            }
            ScoreBands bands = ScoreBands.fit(others, traffic, floor, most);
            double mean = bands.bands().stream()
                    .mapToDouble(band -> band.share() * band.errorRate())
                    .sum();
            for (int i = 0; i < labels.size(); i++) {
                if (parts[i] == part) {
                    ScoredOutput label = labels.get(i);
                    ScoreBand band = bands.of(label.confidence());
                    double wrong = 1 - label.outcome();
                    active[i] = label.weight() * square(wrong - band.errorRate()) / band.multiple();
                    plain[i] = label.weight() * square(wrong - mean);
                }
            }
        }
        return of(active, plain);
    }

    private static ActiveAuditGain of(double[] active, double[] plain) {
        double above = 0;
        double below = 0;
        for (int i = 0; i < active.length; i++) {
            above += active[i];
            below += plain[i];
        }
        if (below == 0) {
            return new ActiveAuditGain(1, 0);
        }
        double cost = above / below;
        double squares = 0;
        for (int i = 0; i < active.length; i++) {
            squares += square(active[i] - cost * plain[i]);
        }
        return new ActiveAuditGain(cost, Math.sqrt(squares) / below);
    }

    private static double square(double value) {
        return value * value;
    }

    /// Whether it looks as if it would save something, chance or not.
    public boolean promising() {
        return cost < WORTH;
    }

    /// Whether the score tells right from wrong well enough to be worth bands.
    public boolean worthwhile() {
        return promising() && cost + CLEAR * error < 1;
    }
}
