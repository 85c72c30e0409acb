package dev.touchstone.lab.figure;

import dev.touchstone.backend.quality.estimate.AttributeFinding;
import dev.touchstone.lab.recorded.Recorded;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/// What the figures come to over all outputs, reviewed or not. Counted here in the simplest way, and not by the
/// estimators that are on trial. NaN where there is nothing to count.
public final class Counted {
    private static final int BINS = 10;

    private final List<Recorded> rows;
    /// A truth is asked for by every repetition.
    private final Map<List<?>, Double> known = new ConcurrentHashMap<>();

    public Counted(List<Recorded> rows) {
        this.rows = List.copyOf(rows);
    }

    /// @param judged the attributes that people have judged: the mean over attributes is one over these
    public double of(String metric, Set<String> judged) {
        return known.computeIfAbsent(List.of(metric, judged), asked -> count(metric, judged));
    }

    private double count(String metric, Set<String> judged) {
        return switch (metric) {
            case "approval_rate" -> mean(rows, row -> row.approved() ? 1 : 0);
            case "error_rate" -> mean(rows, row -> row.approved() ? 0 : 1);
            case "attribute_accuracy" -> accuracy();
            case "precision" -> ratio(findings(), 1, 0);
            case "recall" -> ratio(findings(), 0, 1);
            case "f1_micro" -> f1(findings());
            case "f1_macro" -> f1Macro(judged);
            case "brier" -> mean(rows, row -> squared(confidence(row) - (row.approved() ? 1 : 0)));
            case "ece" -> eceEqualMass();
            default -> throw new IllegalArgumentException("no truth for " + metric);
        };
    }

    private List<AttributeFinding> findings() {
        return rows.stream().flatMap(row -> row.attributes().values().stream()).toList();
    }

    private double accuracy() {
        return mean(findings(), finding -> finding.correct() ? 1 : 0);
    }

    /// TP / (TP + FP·invented + FN·missed).
    private static double ratio(Collection<AttributeFinding> findings, int invented, int missed) {
        double hits = 0;
        double all = 0;
        for (AttributeFinding finding : findings) {
            hits += finding.outcome().truePositives();
            all += finding.outcome().truePositives()
                    + (double) invented * finding.outcome().falsePositives()
                    + (double) missed * finding.outcome().falseNegatives();
        }
        return hits / all;
    }

    /// The harmonic mean of precision and recall.
    private static double f1(Collection<AttributeFinding> findings) {
        double precision = ratio(findings, 1, 0);
        double recall = ratio(findings, 0, 1);
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    private double f1Macro(Set<String> judged) {
        double sum = 0;
        int defined = 0;
        for (String name : judged) {
            List<AttributeFinding> of = rows.stream()
                    .flatMap(row -> row.attributes().entrySet().stream())
                    .filter(entry -> entry.getKey().equals(name))
                    .map(entry -> entry.getValue())
                    .toList();
            long values = of.stream()
                    .filter(finding -> finding.outcome().truePositives()
                                    + finding.outcome().falsePositives()
                                    + finding.outcome().falseNegatives()
                            > 0)
                    .count();
            if (values > 0) {
                double f1 = f1(of);
                // Without a hit precision or recall is nothing divided by nothing, and F1 is 0.
                sum += Double.isNaN(f1) ? 0 : f1;
                defined++;
            }
        }
        return sum / defined;
    }

    /// Ten bins of equal width, [lo, hi).
    public double eceEqualWidth() {
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            int here = bin;
            error += gap(row -> Math.min(BINS - 1, (int) (confidence(row) * BINS)) == here);
        }
        return error / rows.size();
    }

    /// Ten bins of a tenth of the outputs each; equal confidences stay together.
    private double eceEqualMass() {
        List<Double> sorted = rows.stream().map(Counted::confidence).sorted().toList();
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            int here = bin;
            error += gap(row -> (int) ((long) below(sorted, confidence(row)) * BINS / rows.size()) == here);
        }
        return error / rows.size();
    }

    private static int below(List<Double> sorted, double value) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (sorted.get(middle) < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private double gap(Predicate<Recorded> inBin) {
        double sum = 0;
        for (Recorded row : rows) {
            if (inBin.test(row)) {
                sum += confidence(row) - (row.approved() ? 1 : 0);
            }
        }
        return Math.abs(sum);
    }

    private static double confidence(Recorded row) {
        return row.confidence() == null ? Double.NaN : row.confidence();
    }

    private static double squared(double distance) {
        return distance * distance;
    }

    private static <T> double mean(Collection<T> of, ToDoubleFunction<T> value) {
        return of.stream().mapToDouble(value).average().orElse(Double.NaN);
    }
}
