package dev.touchstone.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.wire.Json;
import dev.touchstone.sandbox.judge.MockAnswer;
import dev.touchstone.sandbox.judge.MockQuestion;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The demo's committee: two scripts on loopback. Each repeats what the demo's pipeline answered, now and then
/// something else, and then says that it is a mock.
final class DemoCommittee {
    static final List<String> MODELS = List.of("mock-one", "mock-two");

    private static final int DIFFERS_ONE_IN = 5;
    private static final Duration THINKING = Duration.ofMillis(300);
    private static final String MADE_UP =
            "This is a mock model, a script: it knows nothing, and answers otherwise now and then so that models disagree.";

    private static final Map<String, String> ANSWERS = answers();

    private DemoCommittee() {}

    /// The settings of both, as variables.
    static Map<String, String> settings(String url) {
        Map<String, String> settings = new HashMap<>();
        for (String model : MODELS) {
            String prefix = "TOUCHSTONE_COMMITTEE__MODELS__" + model + "__";
            settings.put(prefix + "BASE_URL", url);
            settings.put(prefix + "MODEL", model);
        }
        return settings;
    }

    static boolean isAsked(MockQuestion question) {
        return MODELS.contains(question.body().path("model").asText());
    }

    /// Always the same for the same question and model.
    static MockAnswer answer(MockQuestion question) {
        String user = question.user();
        String known = ANSWERS.entrySet().stream()
                .filter(entry -> user.endsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(MADE_UP);
        int number = Math.floorMod(Objects.hash(question.body().path("model").asText(), user), DIFFERS_ONE_IN);
        return new MockAnswer.Late(THINKING, MockAnswer.of(number == 0 ? MADE_UP : known));
    }

    private static Map<String, String> answers() {
        Map<String, String> answers = new HashMap<>();
        for (NewOutput output : DemoPipeline.outputs()) {
            JsonNode text = output.output();
            if (output.queryText() != null) {
                answers.put(output.queryText(), text.isTextual() ? text.textValue() : Json.write(text));
            }
        }
        return Map.copyOf(answers);
    }
}
