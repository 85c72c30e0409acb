package dev.touchstone.backend.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a model takes that others do not, and what it refuses: some know their default temperature only, some call
/// the limit of an answer `max_tokens`, some are told how hard to think.
///
/// @param temperature 0 to 2; null for the judge's
/// @param seed null for the judge's
/// @param reasoningEffort sent as `reasoning_effort`, in the endpoint's words; null to send none
/// @param answerLimit under which name the limit of an answer goes; default `max_completion_tokens`
/// @param leaveOut what is not sent to it
public record ModelSettings(
        @Nullable Double temperature,
        @Nullable Integer seed,
        @Nullable String reasoningEffort,
        AnswerLimit answerLimit,
        Set<Part> leaveOut) {
    /// As most models take it.
    public static final ModelSettings USUAL =
            new ModelSettings(null, null, null, AnswerLimit.MAX_COMPLETION_TOKENS, Set.of());

    @SuppressWarnings({"NullAway", "ConstantValue"}) // Absent settings take their defaults.
    public ModelSettings {
        if (temperature != null && !(temperature >= 0 && temperature <= 2)) {
            throw new IllegalArgumentException("temperature must be from 0 to 2, was " + temperature);
        }
        if (reasoningEffort != null && !reasoningEffort.matches("[a-z0-9_-]{1,32}")) {
            throw new IllegalArgumentException(
                    "reasoning_effort must be a word of the endpoint's, such as low, was '" + reasoningEffort + "'");
        }
        answerLimit = answerLimit == null ? AnswerLimit.MAX_COMPLETION_TOKENS : answerLimit;
        // In the order of the parts, because what is written of it makes a version's id.
        EnumSet<Part> out = EnumSet.noneOf(Part.class);
        if (leaveOut != null) {
            out.addAll(leaveOut);
        }
        leaveOut = Collections.unmodifiableSet(out);
    }

    /// The two names of the limit of an answer.
    public enum AnswerLimit {
        MAX_COMPLETION_TOKENS,
        MAX_TOKENS;

        /// The name in the configuration and in the request.
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// @throws IllegalArgumentException when there is no such name
        @JsonCreator
        public static AnswerLimit of(String name) {
            return named(values(), name, "answer_limit");
        }
    }

    /// A part of a request that may be left out.
    public enum Part {
        TEMPERATURE,
        SEED,
        ANSWER_LIMIT,
        /// The JSON Schema of the answer. The answer is read as strictly without it.
        RESPONSE_FORMAT;

        /// The name in the configuration.
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// @throws IllegalArgumentException when there is no such name
        @JsonCreator
        public static Part of(String name) {
            return named(values(), name, "leave_out");
        }
    }

    private static <E extends Enum<E>> E named(E[] all, String name, String setting) {
        return Arrays.stream(all)
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(setting + " has '" + name + "', and may have "
                        + String.join(
                                ", ",
                                Arrays.stream(all)
                                        .map(one -> one.name().toLowerCase(Locale.ROOT))
                                        .toList())));
    }

    public boolean sends(Part part) {
        return !leaveOut.contains(part);
    }

    /// The same without a part, or with it again.
    public ModelSettings sending(Part part, boolean sent) {
        EnumSet<Part> out = EnumSet.noneOf(Part.class);
        out.addAll(leaveOut);
        if (sent) {
            out.remove(part);
        } else {
            out.add(part);
        }
        return new ModelSettings(temperature, seed, reasoningEffort, answerLimit, out);
    }

    /// The same with the limit of an answer under another name.
    public ModelSettings limiting(AnswerLimit name) {
        return new ModelSettings(temperature, seed, reasoningEffort, name, leaveOut);
    }
}
