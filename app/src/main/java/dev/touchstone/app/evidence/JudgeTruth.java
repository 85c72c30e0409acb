package dev.touchstone.app.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.Json;
import dev.touchstone.api.JudgeReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the data themselves say of their judges: `DIR/truth_HALF.json`.
final class JudgeTruth {
    /// The file has four decimals.
    private static final double ROUNDING = 0.5e-4 + 1e-9;

    private final Path file;
    private final JsonNode truth;

    private JudgeTruth(Path file, JsonNode truth) {
        this.file = file;
        this.truth = truth;
    }

    /// @throws IllegalArgumentException when there is none
    static JudgeTruth read(Path data, String half) throws IOException {
        Path file = data.resolve("truth_" + half + ".json");
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    file + " is missing; --data must hold the figures recorded for its judges");
        }
        return new JudgeTruth(file, Json.mapper().readTree(file.toFile()));
    }

    /// What is recorded of a judge, after holding the product's figures against it.
    ///
    /// @param path where the file says it
    /// @throws IllegalArgumentException when the file does not say it, or differs by more than its rounding
    RecordedAgreement of(List<String> path, RecordedJudge judge) {
        JsonNode recorded = truth;
        for (String key : path) {
            recorded = recorded.path(key);
        }
        JudgeReport.Version found = judge.onEverything();
        String where = String.join(" / ", path);
        same(where, "n", recorded, (double) found.labelled());
        same(where, "agreement", recorded, value(found.agreement()));
        same(
                where,
                "kappa",
                recorded,
                found.kappa() == null ? Double.NaN : found.kappa().value());
        same(where, "tnr", recorded, value(found.sensitivity()));
        same(where, "recall", recorded, 1 - value(found.falseFlags()));
        return RecordedAgreement.of(recorded);
    }

    private static double value(JudgeReport.@Nullable Share share) {
        return share == null ? Double.NaN : share.value();
    }

    /// What cannot be computed has to be recorded as null.
    private void same(String where, String figure, JsonNode recorded, double found) {
        JsonNode said = recorded.path(figure);
        boolean same = said.isNull() ? Double.isNaN(found) : Math.abs(said.asDouble(Double.NaN) - found) <= ROUNDING;
        if (!same) {
            throw new IllegalArgumentException(file + " says " + figure + " " + said + " at " + where
                    + ", the outputs come to " + found
                    + ": the file does not belong to these outputs, or the figures are"
                    + " computed wrongly");
        }
    }
}
