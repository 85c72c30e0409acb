package dev.touchstone.backend.feedback.signal;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.touchstone.api.feedback.FeedbackKind;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.wire.Json;
import java.util.EnumMap;
import java.util.Map;
import org.jdbi.v3.core.mapper.Nested;

/// What one user did with one output, and what it comes to. Public only because JDBI binds through public methods.
///
/// @param actor a pseudonym; empty for all who were not named, together
/// @param heard the last event of each kind, as JSON
/// @param muted whether it does not count, because the user gave more than a share of all of its class
/// @param day the epoch day it counts for
public record VoiceRow(
        OutputId outputId,
        String actor,
        String heard,
        @Nested Opinion opinion,
        boolean muted,
        long day) {

    static Map<FeedbackKind, Opinion.Heard> parse(String heard) {
        Map<FeedbackKind, Opinion.Heard> all = new EnumMap<>(FeedbackKind.class);
        all.putAll(Json.mapper()
                .convertValue(
                        Json.read(heard, com.fasterxml.jackson.databind.JsonNode.class), new TypeReference<>() {}));
        return all;
    }

    static String format(Map<FeedbackKind, Opinion.Heard> heard) {
        return Json.write(heard);
    }
}
