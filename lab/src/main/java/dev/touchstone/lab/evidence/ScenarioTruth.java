package dev.touchstone.lab.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What the data themselves say of the parts of a scenario and of models, held against what is counted here:
/// intervals that hold a wrong truth prove nothing.
record ScenarioTruth(RecordedTruth truth, String half) {
    /// @throws IllegalArgumentException when there is none
    static ScenarioTruth read(Path data, String half) throws IOException {
        return new ScenarioTruth(RecordedTruth.read(data, half), half);
    }

    /// @param number of the phase, from 0: the file gives them in the order of the stream
    /// @throws IllegalArgumentException when the file does not say it, or differs by more than its rounding
    void holdAgainst(Scenario scenario, int number, List<Recorded> rows) {
        List<String> path = List.of("scenarios", half, scenario.name(), "phases");
        JsonNode phase = truth.at(path).path(number);
        String where = String.join(" / ", path) + " / " + number;
        truth.same(where, "n", phase, rows.size());
        truth.same(where, "true_error", phase, wrong(rows));
    }

    /// Both prompts of a multiple-choice model, over all question sets.
    ///
    /// @throws IllegalArgumentException when the file does not say it, or differs by more than its rounding
    void holdAgainst(String model, List<Recorded> rows) {
        List<String> path = List.of("mcqa_conf", half, "by_model", model, "pooled");
        String where = String.join(" / ", path);
        truth.same(where, "n", truth.at(path), rows.size());
        truth.same(where, "accuracy", truth.at(path), 1 - wrong(rows));
        truth.same(
                where,
                "brier",
                truth.at(path),
                rows.stream()
                        .mapToDouble(row -> {
                            double confidence = row.confidence() == null ? Double.NaN : row.confidence();
                            return Math.pow(confidence - (row.approved() ? 1 : 0), 2);
                        })
                        .average()
                        .orElse(Double.NaN));
    }

    private static double wrong(List<Recorded> rows) {
        return rows.stream()
                .mapToDouble(row -> row.approved() ? 0 : 1)
                .average()
                .orElse(Double.NaN);
    }
}
