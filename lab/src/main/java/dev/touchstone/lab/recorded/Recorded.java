package dev.touchstone.lab.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.quality.estimate.AttributeFinding;
import dev.touchstone.stats.estimate.ExtractionOutcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// One recorded output with the verdict that people gave it.
///
/// @param caseId pipeline and context, where there is one: what several versions were given alike; otherwise its id
/// @param approved the recorded verdict
/// @param attributes findings about annotated attributes; empty for plain text
/// @param judges what recorded judges said, by name; empty for most data
public record Recorded(
        String id,
        String caseId,
        PipelineName pipeline,
        String model,
        String promptVersion,
        @Nullable Double confidence,
        boolean approved,
        Map<String, AttributeFinding> attributes,
        Map<String, Double> judges) {

    /// The same under another name: drawn once more.
    public Recorded as(String otherId) {
        return new Recorded(otherId, caseId, pipeline, model, promptVersion, confidence, approved, attributes, judges);
    }

    /// Reads every file `DIR/dataset/half/pattern.jsonl.gz`, in the order of their names.
    ///
    /// @throws IllegalArgumentException when there is none
    public static List<Recorded> read(Path data, String dataset, String half, String pattern) throws IOException {
        List<Recorded> rows = new ArrayList<>();
        for (Path file : paths(data, dataset, half, pattern)) {
            try (BufferedReader lines = new BufferedReader(
                    new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    rows.add(of(Json.mapper().readTree(line)));
                }
            }
        }
        return rows;
    }

    /// The names of such files, without their ending.
    public static List<String> files(Path data, String dataset, String half, String pattern) throws IOException {
        return paths(data, dataset, half, pattern).stream()
                .map(path -> String.valueOf(path.getFileName()).replace(".jsonl.gz", ""))
                .toList();
    }

    private static List<Path> paths(Path data, String dataset, String half, String pattern) throws IOException {
        Path folder = data.resolve(dataset).resolve(half);
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(folder + " is not a folder; --data must hold " + dataset + "/" + half);
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern + ".jsonl.gz")) {
            found.forEach(files::add);
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException(folder + " has no file " + pattern + ".jsonl.gz");
        }
        files.sort(null);
        return files;
    }

    private static Recorded of(JsonNode row) {
        JsonNode confidence = row.get("confidence");
        return new Recorded(
                row.get("id").textValue(),
                caseId(row),
                new PipelineName(row.get("pipeline").textValue()),
                row.path("model").asText("-"),
                row.path("prompt_version").asText("-"),
                confidence == null || confidence.isNull() ? null : confidence.doubleValue(),
                row.get("human_label").textValue().equals("approve"),
                findings(row.path("attributes")),
                judges(row.path("judge_scores")));
    }

    /// Several prompts were given the same text; numbers of items differ between their files.
    private static String caseId(JsonNode row) {
        JsonNode context = row.path("context");
        return context.isTextual()
                ? row.get("pipeline").textValue() + " " + context.textValue()
                : row.get("id").textValue();
    }

    private static Map<String, Double> judges(JsonNode scores) {
        Map<String, Double> judges = new HashMap<>();
        scores.properties().forEach(entry -> {
            if (entry.getValue().isNumber()) {
                judges.put(entry.getKey(), entry.getValue().doubleValue());
            }
        });
        return judges;
    }

    private static Map<String, AttributeFinding> findings(JsonNode attributes) {
        Map<String, AttributeFinding> findings = new HashMap<>();
        attributes.properties().forEach(entry -> {
            ExtractionOutcome outcome = switch (entry.getValue().path("verdict").asText("")) {
                case "VC" -> ExtractionOutcome.CORRECT;
                case "NN" -> ExtractionOutcome.RIGHTLY_ABSENT;
                case "VW" -> ExtractionOutcome.WRONG;
                case "VN" -> ExtractionOutcome.MISSED;
                case "NV" -> ExtractionOutcome.INVENTED;
                default -> null;
            };
            if (outcome != null) {
                findings.put(entry.getKey(), new AttributeFinding(outcome, null));
            }
        });
        return findings;
    }
}
