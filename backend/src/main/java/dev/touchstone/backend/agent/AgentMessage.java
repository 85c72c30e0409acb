package dev.touchstone.backend.agent;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// A message of JSON-RPC 2.0, as clients of the Model Context Protocol send it.
///
/// @param jsonrpc `2.0`
/// @param id of the request, a number or a text; null for a notification
/// @param method such as `tools/call`
/// @param params what belongs to the method; null without any
public record AgentMessage(
        String jsonrpc, @Nullable JsonNode id, String method, @Nullable JsonNode params) {}
