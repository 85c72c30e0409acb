package dev.touchstone.lab.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.lab.figure.Counted;
import dev.touchstone.lab.recorded.Recorded;
import dev.touchstone.lab.recorded.RecordedTruth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// What the data themselves say of the parts of a scenario and of models, held against what is counted here:
/// intervals that hold a wrong truth prove nothing.
record ScenarioTruth(RecordedTruth truth, String half) {
    private static final List<String> EXTRACTIONS = List.of("gpt4_schema-10shot-train1.0", "gpt35_list-10shot");

    /// @throws IllegalArgumentException when there is none
    static ScenarioTruth read(Path data, String half) throws IOException {
        return new ScenarioTruth(RecordedTruth.read(data, half), half);
    }

    /// @param number of the phase, from 0: the file gives them in the order of the stream
    /// @throws IllegalArgumentException when the file does not say it, or differs by more than its rounding
    void holdAgainst(String scenario, int number, List<Recorded> rows) {
        List<String> path = List.of("scenarios", half, scenario, "phases");
        JsonNode phase = truth.at(path).path(number);
        String where = String.join(" / ", path) + " / " + number;
        truth.same(where, "n", phase, rows.size());
        truth.same(where, "true_error", phase, wrong(rows));
        double accuracy = new Counted(rows).of("attribute_accuracy", Set.of());
        if (!Double.isNaN(accuracy)) {
            truth.same(where, "attribute_accuracy", phase, accuracy);
        }
    }

    /// Each file of extractions by itself, as the data record them.
    ///
    /// @throws IllegalArgumentException when the file does not say it, or differs by more than its rounding
    void holdExtractions(Path data) throws IOException {
        for (String version : EXTRACTIONS) {
            for (String file : Recorded.files(data, "extractgpt", half, "*_" + version)) {
                List<String> path = List.of("extractgpt", half, file.replace('_', '|'), "micro");
                String where = String.join(" / ", path);
                Counted found = new Counted(Recorded.read(data, "extractgpt", half, file));
                truth.same(where, "accuracy", truth.at(path), found.of("attribute_accuracy", Set.of()));
                truth.same(where, "precision", truth.at(path), found.of("precision", Set.of()));
                truth.same(where, "recall", truth.at(path), found.of("recall", Set.of()));
                truth.same(where, "f1", truth.at(path), found.of("f1_micro", Set.of()));
            }
        }
    }

    /// Both prompts of a multiple-choice model, over all question sets.
    ///
    /// @throws IllegalArgumentException when the file does not say it, or differs by more than its rounding
    void holdAgainst(String model, List<Recorded> rows) {
        List<String> path = List.of("mcqa_conf", half, "by_model", model, "pooled");
        String where = String.join(" / ", path);
        truth.same(where, "n", truth.at(path), rows.size());
        truth.same(where, "accuracy", truth.at(path), 1 - wrong(rows));
        truth.same(where, "brier", truth.at(path), new Counted(rows).of("brier", Set.of()));
        truth.same(where, "ece10", truth.at(path), new Counted(rows).eceEqualWidth());
    }

    private static double wrong(List<Recorded> rows) {
        return rows.stream()
                .mapToDouble(row -> row.approved() ? 0 : 1)
                .average()
                .orElse(Double.NaN);
    }
}
