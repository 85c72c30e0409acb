package dev.touchstone.stats.confidence;

import dev.touchstone.stats.interval.Measured;
import dev.touchstone.stats.interval.Proportions;
import java.util.List;

/// One bar of a reliability diagram: what the pipeline claimed against what people found.
///
/// @param lowest smallest confidence in the bin
/// @param highest largest confidence in the bin
/// @param count outputs in the bin, at least 1
/// @param weight their total weight
/// @param confidence weighted mean confidence
/// @param accuracy weighted share correct, with the Wilson interval at the bin's effective size (Σw)²/Σw²
public record ReliabilityBin(
        double lowest, double highest, int count, double weight, double confidence, Measured accuracy) {
    static ReliabilityBin of(List<ScoredOutput> outputs, double level) {
        double weight = ScoredOutput.totalWeight(outputs);
        double confidence = 0;
        double correct = 0;
        double squares = 0;
        double lowest = 1;
        double highest = 0;
        for (ScoredOutput output : outputs) {
            double share = output.weight() / weight;
            confidence += share * output.confidence();
            correct += share * output.outcome();
            squares += share * share;
            lowest = Math.min(lowest, output.confidence());
            highest = Math.max(highest, output.confidence());
        }
        double accuracy = Math.min(1, correct);
        return new ReliabilityBin(
                lowest,
                highest,
                outputs.size(),
                weight,
                Math.clamp(confidence, lowest, highest),
                new Measured(accuracy, Proportions.wilsonAt(accuracy, 1 / squares, level)));
    }

    /// Distance of claim and finding, in [0, 1].
    public double gap() {
        return Math.abs(accuracy.value() - confidence);
    }
}
