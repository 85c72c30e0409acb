package dev.touchstone.lab.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What the data themselves say: `DIR/truth_HALF.json`.
///
/// @param figures the whole file
public record RecordedTruth(Path file, JsonNode figures) {
    /// The file has four decimals.
    private static final double ROUNDING = 0.5e-4 + 1e-9;

    /// @throws IllegalArgumentException when there is none
    public static RecordedTruth read(Path data, String half) throws IOException {
        Path file = data.resolve("truth_" + half + ".json");
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    file + " is missing; --data must hold the figures recorded for its outputs");
        }
        return new RecordedTruth(file, Json.mapper().readTree(file.toFile()));
    }

    /// What stands at a path; missing when the file does not say it.
    public JsonNode at(List<String> path) {
        JsonNode found = figures;
        for (String key : path) {
            found = found.path(key);
        }
        return found;
    }

    /// Holds a figure against what is recorded. What cannot be computed has to be recorded as null.
    ///
    /// @param found NaN when it cannot be computed
    /// @throws IllegalArgumentException when the file does not say it, or differs by more than its rounding
    public void same(String where, String figure, JsonNode recorded, double found) {
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
