package dev.touchstone.backend.experiment;

import dev.touchstone.api.experiment.ExperimentFindings;
import dev.touchstone.api.experiment.ExperimentFindings.Difference;
import dev.touchstone.stats.estimate.PairedRatio;
import dev.touchstone.stats.interval.Measured;
import dev.touchstone.stats.interval.PairedDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The cases on which two versions both have a verdict.
record Pairs(List<Pair> pairs) {
    private static final String PAIRED = "newcombe_paired";
    private static final String CLUSTERED = "paired_ratio_lhw";

    record Pair(CaseFinding first, CaseFinding second) {}

    static Pairs of(List<CaseFinding> first, List<CaseFinding> second) {
        Map<String, CaseFinding> others = second.stream()
                .filter(CaseFinding::decided)
                .collect(Collectors.toMap(CaseFinding::caseId, Function.identity()));
        List<Pair> pairs = new ArrayList<>();
        for (CaseFinding one : first) {
            CaseFinding other = others.get(one.caseId());
            if (one.decided() && other != null) {
                pairs.add(new Pair(one, other));
            }
        }
        return new Pairs(pairs);
    }

    /// Of approvals, of all attributes together, and of each attribute; what no case has is left out.
    List<Difference> differences(String first, String second) {
        Sides sides = new Sides(first, second);
        List<Difference> differences = new ArrayList<>();
        add(differences, simple(ExperimentFindings.APPROVAL_RATE, sides, Comparison::approved));
        add(differences, accuracy(sides));
        for (String attribute : attributes()) {
            add(
                    differences,
                    simple(
                            "attribute:" + attribute,
                            sides,
                            finding -> finding.attributes().get(attribute)));
        }
        return differences;
    }

    private record Sides(String first, String second) {}

    private static void add(List<Difference> differences, @Nullable Difference difference) {
        if (difference != null) {
            differences.add(difference);
        }
    }

    private Set<String> attributes() {
        Set<String> names =
                Comparison.attributes(pairs.stream().map(Pair::first).toList());
        names.retainAll(Comparison.attributes(pairs.stream().map(Pair::second).toList()));
        return names;
    }

    /// @param good null where the finding says nothing
    private @Nullable Difference simple(String metric, Sides sides, Function<CaseFinding, @Nullable Boolean> good) {
        long[] cells = new long[4];
        for (Pair pair : pairs) {
            Boolean first = good.apply(pair.first());
            Boolean second = good.apply(pair.second());
            if (first != null && second != null) {
                cells[(first ? 0 : 2) + (second ? 0 : 1)]++;
            }
        }
        long n = cells[0] + cells[1] + cells[2] + cells[3];
        if (n == 0) {
            return null;
        }
        // Second less first: the two change their places.
        Measured measured = PairedDifference.of(cells[0], cells[2], cells[1], cells[3], Comparison.LEVEL);
        return difference(metric, sides, measured, new Counts(n, cells[1], cells[2]), PAIRED);
    }

    private @Nullable Difference accuracy(Sides sides) {
        List<Pair> counting = pairs.stream()
                .filter(pair -> !pair.first().attributes().isEmpty()
                        && !pair.second().attributes().isEmpty())
                .toList();
        List<PairedRatio.Pair> counted = counting.stream()
                .map(pair -> new PairedRatio.Pair(
                        pair.second().right(),
                        pair.second().attributes().size(),
                        pair.first().right(),
                        pair.first().attributes().size()))
                .toList();
        long onlyFirst = counting.stream().filter(pair -> ahead(pair) < 0).count();
        long onlySecond = counting.stream().filter(pair -> ahead(pair) > 0).count();
        return PairedRatio.of(counted, Comparison.LEVEL)
                .map(measured -> difference(
                        ExperimentFindings.ATTRIBUTE_ACCURACY,
                        sides,
                        measured,
                        new Counts(counting.size(), onlyFirst, onlySecond),
                        CLUSTERED))
                .orElse(null);
    }

    /// Positive when the second has a larger share of its attributes right.
    private static int ahead(Pair pair) {
        return Long.compare(
                pair.second().right() * pair.first().attributes().size(),
                pair.first().right() * pair.second().attributes().size());
    }

    private record Counts(long cases, long onlyFirst, long onlySecond) {}

    private static Difference difference(String metric, Sides sides, Measured measured, Counts counts, String method) {
        boolean enough = counts.cases() >= Comparison.ENOUGH;
        return new Difference(
                metric,
                new Difference.Pair(sides.first(), sides.second()),
                measured.value(),
                Comparison.range(measured.interval()),
                new Difference.Counts(counts.cases(), counts.onlyFirst(), counts.onlySecond()),
                method,
                enough,
                DifferenceWords.of(metric, sides.first(), sides.second(), measured, counts.cases(), enough));
    }
}
