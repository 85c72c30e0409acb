package dev.touchstone.sandbox.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.sandbox.workspace.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// The mock's embeddings. Unless told otherwise it knows nothing of meaning: texts with the same runs of three letters
/// are near. Thread-safe.
public final class MockEmbeddings {
    private static final int DIMENSIONS = 256;
    private static final int RUN = 3;

    private final List<List<String>> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile Function<String, float[]> meaning = MockEmbeddings::letters;

    /// Says what texts mean from now on.
    public void means(Function<String, float[]> other) {
        meaning = other;
    }

    /// The next calls fail with 503.
    public void fail(int calls) {
        failures.set(calls);
    }

    /// The texts of each call that was answered.
    public List<List<String>> heard() {
        return heard;
    }

    /// @return null for a failure
    @org.jspecify.annotations.Nullable
    String answer(String body) {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return null;
        }
        JsonNode request = Json.parse(body);
        List<String> texts = new ArrayList<>();
        if (request.path("input").isTextual()) {
            texts.add(request.path("input").textValue());
        }
        request.path("input").forEach(text -> texts.add(text.asText()));
        heard.add(List.copyOf(texts));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("object", "list").put("model", request.path("model").asText());
        ArrayNode data = answer.putArray("data");
        // Endpoints promise no order.
        for (int i = texts.size() - 1; i >= 0; i--) {
            ObjectNode one = data.addObject().put("object", "embedding").put("index", i);
            ArrayNode vector = one.putArray("embedding");
            for (float number : meaning.apply(texts.get(i))) {
                vector.add(number);
            }
        }
        int tokens = texts.stream().mapToInt(text -> text.length() / 4 + 1).sum();
        answer.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
        return Json.write(answer);
    }

    private static float[] letters(String text) {
        float[] vector = new float[DIMENSIONS];
        String plain = " " + text.toLowerCase(Locale.ROOT) + " ";
        for (int i = 0; i + RUN <= plain.length(); i++) {
            vector[Math.floorMod(plain.substring(i, i + RUN).hashCode(), DIMENSIONS)]++;
        }
        return vector;
    }
}
