package dev.touchstone.lab.flywheel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// What somebody said to an assistant, and what they wanted.
record IntentRequest(String id, String text, String intent) {
    /// @throws IllegalArgumentException when the folder holds none
    static List<IntentRequest> read(Path data, String half) throws IOException {
        Path file = data.resolve("intents").resolve(half).resolve("clinc150.jsonl.gz");
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(file + " is missing; --data must hold intents/" + half);
        }
        List<IntentRequest> requests = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode row = Json.mapper().readTree(line);
                requests.add(new IntentRequest(
                        row.get("id").textValue(),
                        row.get("text").textValue(),
                        row.get("intent").textValue()));
            }
        }
        return requests;
    }
}
