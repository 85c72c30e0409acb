package dev.touchstone.sandbox.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// Something the page must show.
///
/// @param onlyFor the one person to tell; null tells everybody in the channel, or everybody if there is no channel
public record Change(
        String type, @Nullable String channel, @Nullable String onlyFor, JsonNode data) {
    static Change inChannel(String type, Message message, JsonNode data) {
        return new Change(type, message.channel(), message.onlyFor(), data);
    }

    public static Change forUser(String type, String user, JsonNode data) {
        return new Change(type, null, user, data);
    }

    public static Change forAll(String type, JsonNode data) {
        return new Change(type, null, null, data);
    }
}
