package dev.touchstone.lab.evidence;

import dev.touchstone.api.experiment.ExperimentFindings;
import dev.touchstone.backend.experiment.CaseFinding;
import dev.touchstone.lab.recorded.Broken;
import dev.touchstone.lab.recorded.Markdown;
import dev.touchstone.lab.recorded.Tally;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Experiments on some of the cases, again and again: how often the interval of a difference held the difference over
/// all of them.
final class PairedTrials {
    private static final int CASES = 150;
    private static final List<String> METRICS = List.of("approval_rate", "attribute_accuracy");

    private PairedTrials() {}

    /// @param broken takes what does not hold
    static List<String> of(Path data, String half, int seeds, Broken broken) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(Text.PAIRED.formatted(seeds, CASES));
        lines.add(
                "| experiment | of what | first | second | second less first | **held** | width | called different |");
        lines.add("|---|---|---|---|---:|---:|---:|---:|");
        for (ExperimentSource source : ExperimentSource.all()) {
            lines.addAll(rows(source, data, half, seeds, broken));
        }
        return lines;
    }

    private static List<String> rows(ExperimentSource source, Path data, String half, int seeds, Broken broken)
            throws IOException {
        List<CaseFinding> all = source.findings(data, half);
        Map<String, List<CaseFinding>> cases = all.stream()
                .collect(Collectors.groupingBy(CaseFinding::caseId, LinkedHashMap::new, Collectors.toList()));
        List<ExperimentFindings> found = IntStream.rangeClosed(1, seeds)
                .parallel()
                .mapToObj(seed -> source.compared(some(List.copyOf(cases.values()), seed)))
                .toList();
        List<String> rows = new ArrayList<>();
        for (ExperimentFindings.Difference truth : source.compared(all).differences()) {
            if (METRICS.contains(truth.metric())) {
                rows.add(row(source.name(), truth, found, broken));
            }
        }
        return rows;
    }

    private static List<CaseFinding> some(List<List<CaseFinding>> cases, int seed) {
        SplittableRandom random = new SplittableRandom(32_452_843L * seed);
        List<CaseFinding> drawn = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            String name = "case " + i;
            cases.get(random.nextInt(cases.size()))
                    .forEach(one -> drawn.add(new CaseFinding(name, one.version(), one.approved(), one.attributes())));
        }
        return drawn;
    }

    private static String row(
            String experiment, ExperimentFindings.Difference truth, List<ExperimentFindings> found, Broken broken) {
        Tally tally = new Tally();
        int different = 0;
        for (ExperimentFindings one : found) {
            ExperimentFindings.Difference difference = one.differences().stream()
                    .filter(other -> other.metric().equals(truth.metric())
                            && other.pair().first().equals(truth.pair().first())
                            && other.pair().second().equals(truth.pair().second()))
                    .findFirst()
                    .orElseThrow();
            tally.add(difference.interval().lower(), difference.interval().upper(), truth.value());
            different +=
                    difference.interval().lower() > 0 || difference.interval().upper() < 0 ? 1 : 0;
        }
        broken.held(
                experiment + ", " + truth.pair().first() + " and "
                        + truth.pair().second() + ", " + truth.metric(),
                tally.held(),
                tally.counted());
        return "| " + experiment + " | " + truth.metric().replace('_', ' ') + " | "
                + truth.pair().first() + " | "
                + truth.pair().second() + " | " + Markdown.points(truth.value()) + " | " + tally.cells() + " | "
                + Markdown.percent((double) different / tally.counted()) + " |";
    }
}
