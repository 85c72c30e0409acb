package dev.touchstone.lab.figure;

import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import dev.touchstone.lab.recorded.Recorded;
import dev.touchstone.lab.recorded.Sampled;
import dev.touchstone.lab.recorded.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Recorded outputs of one quality and the policy they are routed by.
///
/// @param metrics the figures that these outputs have
/// @param counted what they come to
record Part(
        String scenario,
        String name,
        Policy policy,
        String stratumKey,
        List<Recorded> rows,
        List<String> metrics,
        Counted counted) {
    private static final List<String> SHARES = List.of("approval_rate");
    private static final List<String> ATTRIBUTES =
            List.of("approval_rate", "attribute_accuracy", "precision", "recall", "f1_micro", "f1_macro");
    private static final List<String> CONFIDENCES = List.of("approval_rate", "brier", "ece");

    /// The phases of a scenario, in their order.
    static List<Part> of(Scenario scenario, Path data, String half) throws IOException {
        List<Part> parts = new ArrayList<>();
        for (Scenario.Phase phase : scenario.phases()) {
            List<Recorded> rows = phase.read(data, scenario.dataset(), half);
            parts.add(new Part(
                    scenario.name(),
                    phase.name(),
                    Json.read(scenario.policy(), Policy.class),
                    scenario.key(),
                    rows,
                    metrics(rows),
                    new Counted(rows)));
        }
        return parts;
    }

    private static List<String> metrics(List<Recorded> rows) {
        if (rows.stream().anyMatch(row -> !row.attributes().isEmpty())) {
            return ATTRIBUTES;
        }
        return rows.stream().allMatch(row -> row.confidence() != null) ? CONFIDENCES : SHARES;
    }

    String title() {
        return scenario + ", " + name;
    }

    Sampled sampled(int seed) {
        return Sampled.of(rows, policy, stratumKey, Sampled.key(seed));
    }

    /// A period of a process whose rates are those of the recorded outputs: so many of them, drawn with replacement.
    ///
    /// @param period another one draws others
    Part period(int outputs, int period) {
        SplittableRandom random = new SplittableRandom(15_485_863L * period + 7);
        List<Recorded> drawn = new ArrayList<>(outputs);
        for (int i = 0; i < outputs; i++) {
            drawn.add(rows.get(random.nextInt(rows.size())).as("period " + period + ", output " + i));
        }
        return new Part(scenario, name, policy, stratumKey, drawn, metrics, counted);
    }
}
