package dev.touchstone.stats;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.stats.agreement.RatedUnits;
import dev.touchstone.stats.confidence.ScoredOutput;
import dev.touchstone.stats.estimate.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Inputs of a reference case. A series of 0 and 1 may be written as a string of digits.
record Inputs(JsonNode node) {
    private static final double USUAL_CONFIDENCE = 0.95;

    JsonNode field(String name) {
        return Optional.ofNullable(node.get(name))
                .orElseThrow(() -> new IllegalArgumentException("case has no input " + name));
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    double number(String name) {
        return field(name).asDouble();
    }

    int integer(String name) {
        return field(name).asInt();
    }

    String text(String name) {
        return field(name).asText();
    }

    double confidence() {
        return has("confidence") ? number("confidence") : USUAL_CONFIDENCE;
    }

    Target target() {
        return switch (text("target")) {
            case "finite" -> Target.FINITE;
            case "process" -> Target.PROCESS;
            default -> throw new IllegalArgumentException("unknown target " + text("target"));
        };
    }

    double[] numbers(String name) {
        return numbers(field(name));
    }

    static double[] numbers(JsonNode series) {
        if (series.isTextual()) {
            return series.asText().chars().mapToDouble(digit -> digit - '0').toArray();
        }
        return IntStream.range(0, series.size())
                .mapToDouble(i -> series.get(i).asDouble())
                .toArray();
    }

    long[] counts(String name) {
        return counts(field(name));
    }

    static long[] counts(JsonNode series) {
        return IntStream.range(0, series.size())
                .mapToLong(i -> series.get(i).asLong())
                .toArray();
    }

    long[][] table(String name) {
        return items(name).stream().map(row -> counts(row.node)).toArray(long[][]::new);
    }

    List<String> texts(String name) {
        return items(name).stream().map(item -> item.node.asText()).toList();
    }

    List<Inputs> items(String name) {
        List<Inputs> items = new ArrayList<>();
        field(name).forEach(item -> items.add(new Inputs(item)));
        return items;
    }

    List<ScoredOutput> scored() {
        double[] confidences = numbers("confidence_scores");
        double[] correct = numbers("correct");
        double[] weights = has("weights") ? numbers("weights") : new double[0];
        List<ScoredOutput> outputs = new ArrayList<>();
        for (int i = 0; i < confidences.length; i++) {
            outputs.add(new ScoredOutput(confidences[i], correct[i] == 1, weights.length == 0 ? 1 : weights[i]));
        }
        return outputs;
    }

    /// Ratings written as one row per rater, null where a rater skipped a unit.
    RatedUnits ratedUnits() {
        List<List<Double>> units = new ArrayList<>();
        for (Inputs rater : items("ratings")) {
            for (int u = 0; u < rater.node.size(); u++) {
                if (units.size() <= u) {
                    units.add(new ArrayList<>());
                }
                if (!rater.node.get(u).isNull()) {
                    units.get(u).add(rater.node.get(u).asDouble());
                }
            }
        }
        return new RatedUnits(units);
    }
}
