package dev.touchstone.backend.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.http.Call;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Hands messages that came over our own HTTP server to the protocol's SDK, with the call they came by, so
/// that tools know whose key it is. One answer to one request: nothing is streamed.
final class CallTransport implements McpStatelessServerTransport {
    private static final String CALL = "call";

    /// The body is no message that the server answers.
    static final class BadMessage extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String detail;

        BadMessage(String detail) {
            super(detail);
            this.detail = detail;
        }

        String detail() {
            return detail;
        }
    }

    private final McpJsonMapper mapper;
    private @Nullable McpStatelessServerHandler handler;

    CallTransport(McpJsonMapper mapper) {
        this.mapper = mapper;
    }

    /// The protocol's JSON, which is camel case and grows new fields.
    static ObjectMapper mapper() {
        return JsonMapper.builder(
                        JsonFactory.builder().recyclerPool(Json.buffers()).build())
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .build();
    }

    static Call call(McpTransportContext context) {
        return (Call) Objects.requireNonNull(context.get(CALL), "every message came by a call");
    }

    @Override
    public void setMcpHandler(McpStatelessServerHandler value) {
        handler = value;
    }

    /// @return the answer; empty for a notification
    /// @throws BadMessage when the body is no message
    byte[] answer(Call call) {
        McpStatelessServerHandler known = Objects.requireNonNull(handler, "the server is built");
        McpTransportContext context = McpTransportContext.create(Map.of(CALL, call));
        return switch (message(call)) {
            case McpSchema.JSONRPCRequest request ->
                written(Objects.requireNonNull(
                        known.handleRequest(context, request).block(), "every request is answered"));
            case McpSchema.JSONRPCNotification notification -> {
                known.handleNotification(context, notification).block();
                yield new byte[0];
            }
            default ->
                throw new BadMessage("The server asks nothing, so there is nothing to answer; send requests alone.");
        };
    }

    private McpSchema.JSONRPCMessage message(Call call) {
        try {
            return McpSchema.deserializeJsonRpcMessage(mapper, new String(call.bodyBytes(), StandardCharsets.UTF_8));
        } catch (IOException | IllegalArgumentException e) {
            throw new BadMessage("The body is no message of JSON-RPC 2.0; send one at a time, as clients of MCP do.");
        }
    }

    private byte[] written(Object answer) {
        try {
            return mapper.writeValueAsBytes(answer);
        } catch (IOException e) {
            throw new UncheckedIOException("writing into memory", e);
        }
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.empty();
    }
}
