package dev.touchstone.backend.agent;

import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.http.Call;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// What agents can call, and what they are told of it. A mistake is an answer that says what to do, so that a model can
/// mend it; it is never an error of the protocol.
final class AgentTools {
    private final AgentDesk desk;
    private final McpJsonMapper mapper;
    private final Function<RuntimeException, String> problems;

    /// @param problems what is told of a refusal, as JSON
    AgentTools(AgentDesk desk, McpJsonMapper mapper, Function<RuntimeException, String> problems) {
        this.desk = desk;
        this.mapper = mapper;
        this.problems = problems;
    }

    private interface Work<T> {
        Object of(Call call, T arguments);
    }

    List<SyncToolSpecification> all() {
        return List.of(
                tool(
                        "request_review",
                        "Asks people to look at something, and answers at once. Repeating it with the same key and the same"
                                + " output asks nobody twice.",
                        AgentDesk.Ask.class,
                        desk::requestReview),
                tool(
                        "get_verdict",
                        "What people decided, waiting up to wait_seconds for it. While state is waiting, call it again.",
                        AgentDesk.Wait.class,
                        desk::verdict),
                tool(
                        "get_few_shot",
                        "Answers that people found right to questions like this one, to be put into a prompt.",
                        AgentDesk.Like.class,
                        desk::fewShot),
                tool(
                        "report_feedback",
                        "Says what a user did with an output: a thumb, stars, a comment, a correction.",
                        AgentDesk.Felt.class,
                        desk::feedback));
    }

    private <T> SyncToolSpecification tool(String name, String description, Class<T> arguments, Work<T> work) {
        McpSchema.Tool tool = McpSchema.Tool.builder(name, mapper, schema(name))
                .description(description)
                .build();
        return SyncToolSpecification.builder()
                .tool(tool)
                .callHandler(
                        (context, request) -> answer(CallTransport.call(context), request.arguments(), arguments, work))
                .build();
    }

    private <T> McpSchema.CallToolResult answer(Call call, Map<String, Object> given, Class<T> type, Work<T> work) {
        try {
            Map<String, Object> arguments = given == null ? Map.of() : given;
            T read = Call.read(Json.write(arguments).getBytes(StandardCharsets.UTF_8), type);
            return result(Json.write(work.of(call, read)), false);
        } catch (RuntimeException e) {
            return result(problems.apply(e), true);
        }
    }

    private static McpSchema.CallToolResult result(String json, boolean error) {
        McpSchema.CallToolResult.Builder result =
                McpSchema.CallToolResult.builder().addTextContent(json).isError(error);
        if (!error) {
            result.structuredContent(Json.read(json, Map.class));
        }
        return result.build();
    }

    /// `tool-NAME.json` beside this class.
    private static String schema(String name) {
        try (InputStream in = AgentTools.class.getResourceAsStream("tool-" + name + ".json")) {
            return new String(
                    Objects.requireNonNull(in, "the schema of " + name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading a resource", e);
        }
    }
}
