package dev.touchstone.stats.confidence;

import dev.touchstone.stats.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A non-decreasing map from claimed confidence to the share found correct, linear between the confidences it
/// was fitted to and constant beyond them. Needs about 1000 verdicts; with fewer use [PlattCalibration].
/// Pool-adjacent-violators, Zadrozny and Elkan 2002, KDD.
///
/// @param confidences strictly ascending, in [0, 1]
/// @param shares not descending, in [0, 1]
public record IsotonicCalibration(List<Double> confidences, List<Double> shares) {
    /// Outputs whose confidences have been pooled.
    private record Block(double weight, double correct, int levels) {
        Block with(Block next) {
            return new Block(weight + next.weight, correct + next.correct, levels + next.levels);
        }

        double share() {
            return Math.min(1, correct / weight);
        }
    }

    public IsotonicCalibration {
        Require.atLeast(confidences.size(), 1, "number of confidences");
        Require.sameLength(confidences.size(), shares.size(), "confidences and shares");
        for (int i = 0; i < confidences.size(); i++) {
            Require.unit(confidences.get(i), "confidence");
            Require.within(shares.get(i), i == 0 ? 0 : shares.get(i - 1), 1, "share");
            if (i > 0 && confidences.get(i) <= confidences.get(i - 1)) {
                throw new IllegalArgumentException(
                        "confidences must ascend, had " + confidences.get(i) + " after " + confidences.get(i - 1));
            }
        }
        confidences = List.copyOf(confidences);
        shares = List.copyOf(shares);
    }

    /// Fits at least one output; equal confidences are pooled.
    public static IsotonicCalibration fit(List<ScoredOutput> outputs) {
        Require.atLeast(outputs.size(), 1, "number of outputs");
        SortedMap<Double, Block> levels = new TreeMap<>();
        for (ScoredOutput output : outputs) {
            levels.merge(
                    output.confidence(),
                    new Block(output.weight(), output.weight() * output.outcome(), 1),
                    (a, b) -> new Block(a.weight + b.weight, a.correct + b.correct, 1));
        }
        List<Block> blocks = new ArrayList<>();
        for (Block level : levels.values()) {
            Block block = level;
            while (!blocks.isEmpty() && blocks.getLast().share() >= block.share()) {
                block = blocks.removeLast().with(block);
            }
            blocks.add(block);
        }
        List<Double> shares = new ArrayList<>();
        for (Block block : blocks) {
            for (int i = 0; i < block.levels; i++) {
                shares.add(block.share());
            }
        }
        return new IsotonicCalibration(List.copyOf(levels.keySet()), shares);
    }

    /// The calibrated share for a confidence in [0, 1].
    public double calibrate(double confidence) {
        Require.unit(confidence, "confidence");
        int above = 0;
        while (above < confidences.size() && confidences.get(above) < confidence) {
            above++;
        }
        if (above == confidences.size()) {
            return shares.getLast();
        }
        if (above == 0 || confidences.get(above) == confidence) {
            return shares.get(above);
        }
        double low = confidences.get(above - 1);
        double part = (confidence - low) / (confidences.get(above) - low);
        return shares.get(above - 1) + part * (shares.get(above) - shares.get(above - 1));
    }
}
