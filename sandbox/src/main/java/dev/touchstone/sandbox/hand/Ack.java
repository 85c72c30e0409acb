package dev.touchstone.sandbox.hand;

import com.fasterxml.jackson.databind.JsonNode;

/// How the app took a click or a command.
///
/// @param acked whether it acknowledged within three seconds
/// @param payload what it said with the acknowledgement; a missing node if nothing
/// @param why `timeout`, `no_connection` or an HTTP status, if it did not
public record Ack(boolean acked, JsonNode payload, String why) {}
