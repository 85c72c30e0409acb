package dev.touchstone.sandbox.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.sandbox.workspace.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The mock's files and batches: a batch is over when it has been asked for twice, and its lines are answered by
/// the same script as single questions. Thread-safe.
final class MockBatches {
    private static final String FILE_END = "\r\n--";
    private static final Pattern AFTER = Pattern.compile("[?&]after=([^&]+)");
    private static final int PAGE = 20;

    private final Map<String, String> files = new LinkedHashMap<>();
    private final Map<String, ObjectNode> batches = new LinkedHashMap<>();
    private final Map<String, Integer> asked = new LinkedHashMap<>();
    private final AtomicInteger failures = new AtomicInteger();
    private int created;

    /// The next calls fail with 503.
    void fail(int calls) {
        failures.set(calls);
    }

    /// Answers a call for files or batches.
    ///
    /// @param path without `/v1`
    synchronized Answered answer(String method, String path, String body, Function<MockQuestion, MockAnswer> script) {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return new Answered(503, "{}");
        }
        if (path.equals("/files")) {
            return new Answered(200, upload(body));
        }
        if (path.startsWith("/files/")) {
            return new Answered(200, files.getOrDefault(path.split("/")[2], ""));
        }
        if (path.equals("/batches") || path.startsWith("/batches?")) {
            return new Answered(200, method.equals("POST") ? create(Json.parse(body)) : list(path));
        }
        ObjectNode batch = batches.get(path.split("/")[2]);
        if (batch == null) {
            return new Answered(404, "{}");
        }
        return new Answered(
                200, path.endsWith("/cancel") ? Json.write(batch.put("status", "cancelled")) : retrieve(batch, script));
    }

    record Answered(int status, String body) {}

    /// Loses every batch there is.
    synchronized void forget() {
        batches.clear();
    }

    private String upload(String multipart) {
        int head = multipart.indexOf("name=\"file\"");
        int from = multipart.indexOf("\r\n\r\n", head) + 4;
        String id = "file-" + (files.size() + 1);
        files.put(id, multipart.substring(from, multipart.indexOf(FILE_END, from)));
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        return Json.write(file.put("id", id)
                .put("object", "file")
                .put("bytes", files.get(id).length())
                .put("created_at", 0)
                .put("filename", "batch.jsonl")
                .put("purpose", "batch")
                .put("status", "processed"));
    }

    private String create(JsonNode wanted) {
        String id = "batch-" + ++created;
        ObjectNode batch = JsonNodeFactory.instance.objectNode();
        batch.put("id", id)
                .put("object", "batch")
                .put("endpoint", wanted.path("endpoint").asText())
                .put("input_file_id", wanted.path("input_file_id").asText())
                .put("completion_window", "24h")
                .put("status", "in_progress")
                .put("created_at", 0);
        batch.set("metadata", wanted.path("metadata"));
        batches.put(id, batch);
        return Json.write(batch);
    }

    /// A page of the newest first, as OpenAI's.
    private String list(String path) {
        Matcher after = AFTER.matcher(path);
        List<ObjectNode> newest = new ArrayList<>(batches.values()).reversed();
        int from = 0;
        if (after.find()) {
            while (from < newest.size()
                    && !newest.get(from++).path("id").asText().equals(after.group(1))) {}
        }
        List<ObjectNode> data = newest.subList(from, Math.min(newest.size(), from + PAGE));
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.put("object", "list").put("has_more", from + PAGE < newest.size());
        data.forEach(page.putArray("data")::add);
        if (!data.isEmpty()) {
            page.put("first_id", data.getFirst().path("id").asText())
                    .put("last_id", data.getLast().path("id").asText());
        }
        return Json.write(page);
    }

    private String retrieve(ObjectNode batch, Function<MockQuestion, MockAnswer> script) {
        if (asked.merge(batch.path("id").asText(), 1, Integer::sum) == 2) {
            String out = "file-" + (files.size() + 1);
            files.put(
                    out, answers(files.getOrDefault(batch.path("input_file_id").asText(), ""), script));
            batch.put("status", "completed").put("output_file_id", out);
        }
        return Json.write(batch);
    }

    private static String answers(String lines, Function<MockQuestion, MockAnswer> script) {
        List<String> answers = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            JsonNode one = Json.parse(line);
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            answer.put("custom_id", one.path("custom_id").asText());
            ObjectNode response = answer.putObject("response");
            switch (script.apply(new MockQuestion(Map.of(), one.path("body")))) {
                case MockAnswer.Completion completion ->
                    response.put("status_code", 200).set("body", Json.parse(MockJudge.completion(completion)));
                case MockAnswer.Status status -> response.put("status_code", status.status());
                case MockAnswer.Hang hang ->
                    answer.putNull("response").putObject("error").put("code", "batch_expired");
                case MockAnswer other -> answer.putNull("response");
            }
            answers.add(Json.write(answer));
        }
        return String.join("\n", answers);
    }
}
