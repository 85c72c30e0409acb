package dev.touchstone.backend.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.ProductVersion;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.ApiProblem;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.http.Problems;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessSyncServer;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST /mcp`
public final class AgentRoutes implements AutoCloseable {
    private static final String INSTRUCTIONS =
            "Touchstone asks people to look at what models produce. Call request_review"
                    + " with a key of your own, then get_verdict with the same key until its state is no longer waiting. Both may be"
                    + " repeated, also after a restart: a key is asked once.";

    private final CallTransport transport;
    private final McpStatelessSyncServer server;

    public AgentRoutes(AgentDesk desk) {
        JacksonMcpJsonMapper mapper = new JacksonMcpJsonMapper(CallTransport.mapper());
        transport = new CallTransport(mapper);
        server = McpServer.sync(transport)
                .serverInfo("touchstone", ProductVersion.NUMBER)
                .instructions(INSTRUCTIONS)
                .capabilities(
                        McpSchema.ServerCapabilities.builder().tools(false).build())
                .jsonMapper(mapper)
                // Arguments are read by the API's own rules, which say more.
                .validateToolInputs(false)
                .jsonSchemaValidator((schema, content) -> JsonSchemaValidator.ValidationResponse.asValid(null))
                // On the thread of the call, which waits for nobody else.
                .immediateExecution(true)
                .tools(new AgentTools(desk, mapper, AgentRoutes::problem).all())
                .build();
    }

    public List<Endpoint> endpoints() {
        return List.of(Endpoint.post(
                        "/mcp",
                        "callTools",
                        "The tools of agents, by the Model Context Protocol (streamable HTTP); see docs/agents.md.")
                .scope(Scope.OUTPUTS_READ)
                .takes(AgentMessage.class)
                .answers(JsonNode.class)
                .meaning("The answer to a request; a notification is answered with 202 and nothing.")
                .parks()
                .by(this::post));
    }

    private @Nullable Object post(Call call) {
        byte[] answer = answer(call);
        if (answer.length == 0) {
            call.status(202);
        }
        call.bytes(Endpoint.JSON, answer);
        return null;
    }

    private static String problem(RuntimeException failure) {
        return Json.write(Problems.of(failure).problem());
    }

    private byte[] answer(Call call) {
        try {
            return transport.answer(call);
        } catch (CallTransport.BadMessage e) {
            throw ApiProblem.badRequest("bad-message", e.detail());
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
