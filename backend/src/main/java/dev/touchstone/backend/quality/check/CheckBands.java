package dev.touchstone.backend.quality.check;

import dev.touchstone.api.judge.SelfCheckStatus.Band;
import dev.touchstone.stats.confidence.IsotonicCalibration;
import dev.touchstone.stats.confidence.ScoredOutput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Pure: audited scores → bands of scores that mean the same. What isotonic regression pools is a band; one of fewer
/// than 20 audits joins the one below. The share of each is drawn towards that of all as by ten audits: some without an
/// error prove nothing.
final class CheckBands {
    private static final int LEAST = 20;
    private static final double PRIOR = 10;

    private CheckBands() {}

    /// Audits of neighbouring scores.
    private record Pool(double from, long audits, double weight, double right, double level) {
        Pool with(Pool next) {
            return new Pool(
                    from, audits + next.audits, weight + next.weight, right + next.right, Math.max(level, next.level));
        }

        double mean() {
            return right / weight;
        }

        double drawnTowards(double base) {
            return Math.clamp((mean() * audits + PRIOR * base) / (audits + PRIOR), 0, 1);
        }
    }

    /// @param audits at least one; each weighs by 1/rate
    static List<Band> of(List<ScoredOutput> audits) {
        IsotonicCalibration fitted = IsotonicCalibration.fit(audits);
        List<Pool> pools = new ArrayList<>();
        for (ScoredOutput one : audits.stream()
                .sorted(Comparator.comparingDouble(ScoredOutput::confidence))
                .toList()) {
            double level = fitted.calibrate(one.confidence());
            Pool alone = new Pool(one.confidence(), 1, one.weight(), one.weight() * one.outcome(), level);
            boolean same = !pools.isEmpty() && pools.getLast().level() == level;
            pools.add(same ? pools.removeLast().with(alone) : alone);
        }
        List<Pool> thick = withoutThin(pools);
        double base = thick.stream().reduce(Pool::with).orElseThrow().mean();
        List<Band> bands = new ArrayList<>();
        for (Pool pool : ascending(thick, base)) {
            bands.add(new Band(bands.isEmpty() ? 0 : pool.from(), pool.audits(), pool.drawnTowards(base)));
        }
        return bands;
    }

    /// Small pools are drawn further than large ones, which may turn the order of two round: then they are one.
    private static List<Pool> ascending(List<Pool> pools, double base) {
        List<Pool> ordered = new ArrayList<>();
        for (Pool next : pools) {
            Pool pool = next;
            while (!ordered.isEmpty() && ordered.getLast().drawnTowards(base) >= pool.drawnTowards(base)) {
                pool = ordered.removeLast().with(pool);
            }
            ordered.add(pool);
        }
        return ordered;
    }

    private static List<Pool> withoutThin(List<Pool> pools) {
        List<Pool> thick = new ArrayList<>();
        for (Pool pool : pools) {
            boolean joins = !thick.isEmpty()
                    && (pool.audits() < LEAST || thick.getLast().audits() < LEAST);
            thick.add(joins ? thick.removeLast().with(pool) : pool);
        }
        return thick;
    }
}
