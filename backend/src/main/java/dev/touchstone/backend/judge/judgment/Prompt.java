package dev.touchstone.backend.judge.judgment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.api.chat.ChatText;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.rubric.Rubric;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.model.OpenAiModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes the question about one output. Whatever comes from outside stands in blocks whose ends carry a token
/// that was drawn for this question alone, so nothing written before can close them; and an answer must repeat the
/// token, so nothing written before can be one.
public final class Prompt {
    /// The instructions of every version that this program makes.
    public static final String TEMPLATE = template("prompt.txt");

    private static final String EQUIVALENCE = template("equivalence.txt");
    /// What a check is told; another text makes another version of it.
    public static final String FOLLOWS = template("follows.txt");

    /// Of any one text; a judge is no place for books. What is longer loses its middle.
    private static final int MOST_CHARS = 60_000;

    private static final int HEAD_CHARS = 40_000;

    private static final int TOKEN_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final StringBuilder data = new StringBuilder();
    private final String token;

    private Prompt(String token) {
        this.token = token;
    }

    /// A token that nobody can guess: 128 random bits.
    public static String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /// @param outputId of the output, which is never shown as an example of itself
    public static OpenAiModel.Question of(VersionRow version, OutputId outputId, NewOutput output, String token) {
        String system = version.instructions()
                .prompt()
                .replace("{{rubric}}", rubric(version.rubricOf()))
                .replace("{{token}}", token);
        Prompt prompt = new Prompt(token);
        int number = 0;
        for (Example example : version.exampleList()) {
            if (example.mayBeShownWith(outputId, output)) {
                prompt.example(++number, example);
            }
        }
        prompt.item(output);
        return new OpenAiModel.Question(system, prompt.data.toString(), version.schemaNode());
    }

    /// Whether two answers to a query mean the same.
    public static OpenAiModel.Question equivalence(
            @Nullable String query, String first, String second, JsonNode schema, String token) {
        Prompt prompt = new Prompt(token);
        prompt.block("query", query);
        prompt.block("first", first);
        prompt.block("second", second);
        return new OpenAiModel.Question(EQUIVALENCE.replace("{{token}}", token), prompt.data.toString(), schema);
    }

    /// Whether an output follows from its query and its sources.
    ///
    /// @param attribute asks about this one alone; null for the whole output
    public static OpenAiModel.Question follows(NewOutput output, @Nullable String attribute, String token) {
        Prompt prompt = new Prompt(token);
        prompt.block("system-prompt", output.systemPrompt());
        prompt.block("query", output.queryText());
        prompt.block("context", context(output.context()));
        if (attribute == null) {
            prompt.block("output", ChatText.output(output.output()));
            prompt.block("attributes", attributes(output));
        } else {
            ObjectNode one = JsonNodeFactory.instance.objectNode();
            one.set(
                    attribute,
                    Objects.requireNonNull(output.attributes().get(attribute)).value());
            prompt.block("output", Json.write(one));
        }
        return new OpenAiModel.Question(FOLLOWS.replace("{{token}}", token), prompt.data.toString(), null);
    }

    private static String rubric(Rubric rubric) {
        StringBuilder lines = new StringBuilder();
        for (Rubric.Line line : rubric.lines()) {
            lines.append("- ")
                    .append(line.id())
                    .append(" (")
                    .append(line.label())
                    .append("): ")
                    .append(line.definition())
                    .append('\n');
        }
        return lines.isEmpty()
                ? "- The output is right and could go out as it is."
                : lines.toString().stripTrailing();
    }

    private void example(int number, Example example) {
        String name = "example-" + number;
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("query", example.query());
        node.set("output", example.output());
        node.put("people_decided", example.decision());
        node.put("because", example.because());
        block(name, Json.write(node));
    }

    private void item(NewOutput output) {
        block("system-prompt", output.systemPrompt());
        block("query", output.queryText());
        block("context", context(output.context()));
        block("output", ChatText.output(output.output()));
        block("attributes", attributes(output));
    }

    /// Whether the judge is not shown all of an output.
    public static boolean truncates(NewOutput output) {
        return Stream.of(
                                output.systemPrompt(),
                                output.queryText(),
                                context(output.context()),
                                ChatText.output(output.output()))
                        .anyMatch(Prompt::tooLong)
                || tooLong(attributes(output));
    }

    private static boolean tooLong(@Nullable String text) {
        return text != null && text.length() > MOST_CHARS;
    }

    private static String shown(String text) {
        if (!tooLong(text)) {
            return text;
        }
        int cut = text.length() - MOST_CHARS;
        return text.substring(0, HEAD_CHARS) + "\n(" + cut + " characters are not shown here)\n"
                + text.substring(HEAD_CHARS + cut);
    }

    private static @Nullable String attributes(NewOutput output) {
        if (output.attributes().isEmpty()) {
            return null;
        }
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        output.attributes().forEach((name, attribute) -> values.set(name, attribute.value()));
        return Json.write(values);
    }

    public static @Nullable String context(@Nullable Context context) {
        return context == null ? null : context.text() != null ? context.text() : Json.write(context.sources());
    }

    private void block(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return;
        }
        data.append("<<").append(name).append(' ').append(token).append('\n');
        data.append(Visible.of(shown(text))).append('\n');
        data.append(name).append(' ').append(token).append(">>\n");
    }

    private static String template(String name) {
        try (InputStream in = Prompt.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the judge's prompt is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
