package dev.touchstone.backend.judge.judgment;

import dev.touchstone.backend.model.ModelConfig;
import dev.touchstone.backend.model.ModelSettings;
import dev.touchstone.backend.model.ModelSettings.AnswerLimit;
import dev.touchstone.backend.model.ModelSettings.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Finds out which parts of a request an endpoint refuses, by leaving all of them out and adding one at a time: its
/// own words differ from endpoint to endpoint.
final class RefusedParts {
    private RefusedParts() {}

    /// @param taken whether the endpoint takes a request of such settings; asked at most seven times
    /// @return what to write into the configuration; empty when the cause lies elsewhere
    static Optional<String> of(ModelConfig config, Predicate<ModelConfig> taken) {
        String model = String.valueOf(config.model());
        ModelSettings bare = config.settings(model);
        for (Part part : Part.values()) {
            bare = bare.sending(part, false);
        }
        if (!taken.test(config.with(model, bare))) {
            return Optional.empty();
        }
        ModelSettings settings = config.settings(model);
        List<Part> refused = new ArrayList<>();
        boolean renamed = false;
        for (Part part : Part.values()) {
            if (!settings.sends(part) || taken.test(config.with(model, bare.sending(part, true)))) {
                continue;
            }
            ModelSettings other = bare.sending(part, true).limiting(other(settings.answerLimit()));
            if (part == Part.ANSWER_LIMIT && taken.test(config.with(model, other))) {
                renamed = true;
            } else {
                refused.add(part);
            }
        }
        return refused.isEmpty() && !renamed
                ? Optional.empty()
                : Optional.of(remedy(model, refused, settings, renamed));
    }

    private static String remedy(String model, List<Part> refused, ModelSettings settings, boolean renamed) {
        List<String> lines = new ArrayList<>();
        List<String> said = new ArrayList<>();
        if (!refused.isEmpty()) {
            String parts = refused.stream().map(Part::wire).collect(Collectors.joining(", "));
            said.add(parts);
            lines.add("leave_out: [" + parts + "]");
        }
        if (renamed) {
            said.add(settings.answerLimit().wire());
            lines.add("answer_limit: " + other(settings.answerLimit()).wire());
        }
        return "it refuses " + String.join(", ", said) + ": set judge.settings: {" + model + ": {"
                + String.join(", ", lines) + "}} in config/touchstone.yaml";
    }

    private static AnswerLimit other(AnswerLimit name) {
        return name == AnswerLimit.MAX_TOKENS ? AnswerLimit.MAX_COMPLETION_TOKENS : AnswerLimit.MAX_TOKENS;
    }
}
