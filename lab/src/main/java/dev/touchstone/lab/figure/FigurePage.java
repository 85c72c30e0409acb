package dev.touchstone.lab.figure;

import dev.touchstone.lab.recorded.Broken;
import dev.touchstone.lab.recorded.Markdown;
import dev.touchstone.lab.recorded.Scenario;
import dev.touchstone.stats.estimate.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The page about every figure that a quality report has.
///
/// @param data folder of `dataset/half/*.jsonl.gz`
/// @param seeds how often everything is sampled
public record FigurePage(Path data, String half, int seeds) {
    private static final List<String> ABOUT_ATTRIBUTES = List.of("approval_rate", "attribute_accuracy", "f1_micro");

    /// Outputs of a period, where periods are drawn.
    private static final int PERIOD = 1000;

    /// @param broken takes what does not hold
    public String markdown(Broken broken) throws IOException {
        List<List<Part>> scenarios = scenarios();
        List<String> lines = new ArrayList<>();
        lines.add(FigureText.HEAD.formatted(Markdown.points(1.96 * Math.sqrt(0.95 * 0.05 / seeds))));
        lines.add(FigureTrial.header());
        delivered(scenarios, lines, broken);
        lines.add("");
        lines.add(FigureText.PROCESS.formatted(PERIOD));
        lines.add(FigureTrial.header());
        processes(scenarios, lines, broken);
        lines.add("");
        lines.add(FigureText.DIFFERENCES.formatted(PERIOD));
        lines.add(DifferenceTrial.header());
        differences(scenarios, lines, broken);
        lines.add("");
        lines.add(FigureText.SILENCE);
        lines.add(SilenceTrial.header());
        silences(scenarios, lines, broken);
        return String.join("\n", lines) + "\n";
    }

    private List<List<Part>> scenarios() throws IOException {
        List<List<Part>> scenarios = new ArrayList<>();
        for (Scenario scenario : Scenario.all()) {
            scenarios.add(Part.of(scenario, data, half));
        }
        return scenarios;
    }

    /// First parts; the same outputs under the same policy once.
    private static List<Part> first(List<List<Part>> scenarios) {
        Map<List<?>, Part> parts = new LinkedHashMap<>();
        for (List<Part> scenario : scenarios) {
            Part part = scenario.getFirst();
            parts.putIfAbsent(List.of(part.policy(), part.rows()), part);
        }
        return List.copyOf(parts.values());
    }

    private void delivered(List<List<Part>> scenarios, List<String> lines, Broken broken) {
        for (List<Part> scenario : scenarios) {
            for (Part part : scenario) {
                if (part.metrics().size() > 1) {
                    FigureTrial.of(
                                    part,
                                    seeds,
                                    seed -> FigureTrial.Repetition.of(
                                            part.sampled(seed), Target.FINITE, part.counted()))
                            .forEach(trial -> {
                                lines.add(trial.row());
                                trial.report("delivered", broken);
                            });
                }
            }
        }
    }

    private void processes(List<List<Part>> scenarios, List<String> lines, Broken broken) {
        for (Part part : first(scenarios)) {
            FigureTrial.of(
                            part,
                            seeds,
                            seed -> FigureTrial.Repetition.of(
                                    part.period(PERIOD, seed).sampled(seed), Target.PROCESS, part.counted()))
                    .forEach(trial -> {
                        lines.add(trial.row());
                        trial.report("process", broken);
                    });
        }
    }

    private void differences(List<List<Part>> scenarios, List<String> lines, Broken broken) {
        List<DifferenceTrial> trials = new ArrayList<>();
        for (List<Part> scenario : scenarios) {
            trials.addAll(DifferenceTrial.ofDelivered(scenario.get(0), scenario.get(1), seeds));
        }
        for (Part part : first(scenarios)) {
            trials.addAll(DifferenceTrial.ofNothing(part, PERIOD, seeds));
        }
        trials.forEach(trial -> {
            lines.add(trial.row());
            trial.report(broken);
        });
    }

    private void silences(List<List<Part>> scenarios, List<String> lines, Broken broken) {
        for (Silence silence : Silence.values()) {
            for (Part part : first(scenarios)) {
                boolean attributes = part.metrics().contains("precision");
                if (attributes || silence != Silence.PLAIN_REJECTIONS) {
                    List<String> metrics = attributes ? ABOUT_ATTRIBUTES : List.of("approval_rate");
                    SilenceTrial.of(part, silence, metrics, seeds).forEach(trial -> {
                        lines.add(trial.row());
                        trial.report(broken);
                    });
                }
            }
        }
    }
}
