package dev.touchstone.lab.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What the humans said about each output of a scenario, by the opaque id it is posted under.
final class HumanVerdicts {
    private final Map<String, Verdict> verdicts = new HashMap<>();
    private final Set<PipelineName> pipelines = new TreeSet<>();

    /// @param correction the right output; null when the humans gave none
    record Verdict(DecisionAction action, @Nullable JsonNode correction) {}

    /// Reads what `scenarios.py emit` prints: one row per output, with the label.
    static HumanVerdicts of(Path data, String scenario) throws IOException, InterruptedException {
        HumanVerdicts all = new HumanVerdicts();
        for (String line : run(data, "emit", scenario).lines().toList()) {
            JsonNode row = Json.mapper().readTree(line);
            all.pipelines.add(new PipelineName(row.path("pipeline").textValue()));
            all.verdicts.put(opaque(row.path("id").textValue()), verdict(row));
        }
        return all;
    }

    /// The output of `scenarios.py`.
    static String run(Path data, String command, String scenario) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        List.of("python3", data.resolve("scenarios.py").toString(), command, scenario, "public"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalArgumentException("scenarios.py cannot " + command + " " + scenario);
        }
        return out;
    }

    private static Verdict verdict(JsonNode row) {
        JsonNode corrected = row.get("corrected_output");
        boolean corrects = corrected != null && !corrected.isNull() && !corrected.equals(row.get("output"));
        DecisionAction action = row.path("human_label").asText().equals("reject")
                ? DecisionAction.REJECT
                : corrects ? DecisionAction.EDIT : DecisionAction.APPROVE;
        return new Verdict(action, corrects ? corrected : null);
    }

    private static String opaque(String id) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(("post|" + id).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    Verdict of(String externalId) {
        Verdict verdict = verdicts.get(externalId);
        if (verdict == null) {
            throw new IllegalStateException("nobody judged " + externalId);
        }
        return verdict;
    }

    /// Verdicts whose correction is an empty text.
    long blankCorrections() {
        return verdicts.values().stream()
                .map(Verdict::correction)
                .filter(correction -> correction != null
                        && correction.isTextual()
                        && correction.textValue().isBlank())
                .count();
    }

    Set<PipelineName> pipelines() {
        return pipelines;
    }

    /// External ids of every output of the scenario.
    Set<String> all() {
        return verdicts.keySet();
    }
}
