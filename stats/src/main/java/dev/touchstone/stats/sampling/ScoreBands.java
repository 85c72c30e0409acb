package dev.touchstone.stats.sampling;

import dev.touchstone.stats.Require;
import dev.touchstone.stats.confidence.IsotonicCalibration;
import dev.touchstone.stats.confidence.ScoredOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;

/// Which outputs to audit more often: bands of a score, each with the share of the audits that makes the
/// variance of the estimate smallest. Where reviews that show errors lie is learnt from past ones, so that the
/// rates are fixed before any output comes that they are used on.
///
/// The score is made a probability of error f by isotonic regression (Zadrozny and Elkan 2002); what is pooled
/// there is a band, and neighbours that differ little are put together. A band's multiple of the audit rate is
/// γ + (1 − γ) s/ΣWs with s = √(f(1 − f)) and its share W of the traffic (Neyman 1934, above a uniform floor γ;
/// Zrnic and Candès, arXiv:2403.03208). The multiples have mean 1 over the traffic: the number of reviews stays
/// what it was.
///
/// @param bands by ascending score; one band is a plain audit
public record ScoreBands(List<ScoreBand> bands) {
    /// More tell hardly more, and each needs reviews of its own.
    public static final int MOST = 5;

    private static final int LEAST_LABELS = 5;
    private static final double LEAST_SHARE = 0.01;
    /// Labels at the rate of all that a band is taken to have besides its own: some without an error prove
    /// nothing.
    private static final double PRIOR = 10;

    public ScoreBands {
        bands = List.copyOf(bands);
        Require.atLeast(bands.size(), 1, "number of bands");
    }

    /// Learns bands.
    ///
    /// @param labels past verdicts with their scores, each by the weight 1/π it was drawn with; not empty
    /// @param traffic outputs by score; not empty
    /// @param floor γ, in (0, 1]
    /// @param most multiple that makes a review certain, 1/rate, at least 1
    public static ScoreBands fit(
            List<ScoredOutput> labels, NavigableMap<Double, Long> traffic, double floor, double most) {
        Require.atLeast(labels.size(), 1, "number of labels");
        Require.within(floor, Double.MIN_NORMAL, 1, "floor");
        Require.within(most, 1, Double.MAX_VALUE, "largest multiple");
        double mean = 1 - weighted(labels, true) / weighted(labels, false);
        List<Block> blocks = Block.merged(blocks(labels, traffic), mean);
        double[] multiples = multiples(blocks, mean, floor, most);
        List<ScoreBand> bands = new ArrayList<>();
        for (int b = 0; b < blocks.size(); b++) {
            Block block = blocks.get(b);
            bands.add(new ScoreBand(
                    b == 0 ? 0 : block.from, block.share, block.labels, block.errorRate(mean), multiples[b]));
        }
        return new ScoreBands(bands);
    }

    private static double weighted(List<ScoredOutput> labels, boolean correct) {
        return labels.stream()
                .mapToDouble(label -> correct ? label.weight() * label.outcome() : label.weight())
                .sum();
    }

    /// The multiples, none above `most`: what a band cannot use goes to the others.
    private static double[] multiples(List<Block> blocks, double mean, double floor, double most) {
        double[] multiples = new double[blocks.size()];
        boolean[] full = new boolean[blocks.size()];
        boolean again = true;
        while (again) {
            again = false;
            double byNeed = 1;
            double spread = 0;
            for (int b = 0; b < multiples.length; b++) {
                Block block = blocks.get(b);
                byNeed -= block.share * (full[b] ? most : floor);
                spread += full[b] ? 0 : block.share * block.deviation(mean);
            }
            for (int b = 0; b < multiples.length; b++) {
                double need = spread == 0 ? 1 - floor : byNeed * blocks.get(b).deviation(mean) / spread;
                multiples[b] = full[b] ? most : floor + need;
                if (!full[b] && multiples[b] > most) {
                    full[b] = true;
                    again = true;
                }
            }
        }
        return multiples;
    }

    private static List<Block> blocks(List<ScoredOutput> labels, NavigableMap<Double, Long> traffic) {
        IsotonicCalibration fit = IsotonicCalibration.fit(labels);
        double outputs = traffic.values().stream().mapToLong(Long::longValue).sum();
        List<Block> blocks = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= fit.shares().size(); i++) {
            if (i == fit.shares().size()
                    || !fit.shares().get(i).equals(fit.shares().get(from))) {
                double low = from == 0 ? 0 : fit.confidences().get(from);
                double high = i == fit.shares().size()
                        ? Double.POSITIVE_INFINITY
                        : fit.confidences().get(i);
                double share = traffic.subMap(low, true, high, false).values().stream()
                                .mapToLong(Long::longValue)
                                .sum()
                        / outputs;
                blocks.add(Block.of(low, share, within(labels, low, high)));
                from = i;
            }
        }
        return blocks;
    }

    private static List<ScoredOutput> within(List<ScoredOutput> labels, double low, double high) {
        return labels.stream()
                .filter(label -> label.confidence() >= low && label.confidence() < high)
                .toList();
    }

    /// The band of a score.
    public ScoreBand of(double score) {
        ScoreBand found = bands.getFirst();
        for (ScoreBand band : bands) {
            if (score >= band.from()) {
                found = band;
            }
        }
        return found;
    }

    /// A band before it has its rate.
    private record Block(double from, double share, long labels, double weight, double wrong) {
        static Block of(double from, double share, List<ScoredOutput> labels) {
            double weight = weighted(labels, false);
            return new Block(from, share, labels.size(), weight, weight - weighted(labels, true));
        }

        Block with(Block next) {
            return new Block(from, share + next.share, labels + next.labels, weight + next.weight, wrong + next.wrong);
        }

        double errorRate(double mean) {
            double found = weight == 0 ? mean : Math.max(0, wrong / weight);
            return (labels * found + PRIOR * mean) / (labels + PRIOR);
        }

        double deviation(double mean) {
            double rate = errorRate(mean);
            return Math.sqrt(Math.max(0, rate * (1 - rate)));
        }

        private boolean thin() {
            return labels < LEAST_LABELS || share < LEAST_SHARE;
        }

        /// What telling the two apart is worth: how much ΣWs grows without it.
        private double loss(Block next, double mean) {
            return (share + next.share) * with(next).deviation(mean)
                    - share * deviation(mean)
                    - next.share * next.deviation(mean);
        }

        static List<Block> merged(List<Block> all, double mean) {
            List<Block> blocks = new ArrayList<>(all);
            while (blocks.size() > 1) {
                boolean tooMany = blocks.size() > MOST;
                int cheapest = -1;
                for (int b = 0; b + 1 < blocks.size(); b++) {
                    boolean must =
                            tooMany || blocks.get(b).thin() || blocks.get(b + 1).thin();
                    if (must && (cheapest < 0 || loss(blocks, b, mean) < loss(blocks, cheapest, mean))) {
                        cheapest = b;
                    }
                }
                if (cheapest < 0) {
                    break;
                }
                blocks.set(cheapest, blocks.get(cheapest).with(blocks.remove(cheapest + 1)));
            }
            return blocks;
        }

        private static double loss(List<Block> blocks, int first, double mean) {
            return blocks.get(first).loss(blocks.get(first + 1), mean);
        }
    }
}
