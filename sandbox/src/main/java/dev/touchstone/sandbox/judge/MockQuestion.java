package dev.touchstone.sandbox.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.sandbox.workspace.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A question as the mock judge hears it.
///
/// @param headers of the request, names in lower case
/// @param body the request, a chat completion's
public record MockQuestion(Map<String, String> headers, JsonNode body) {
    private static final Pattern TOKEN = Pattern.compile("(?:token\" must be|where TOKEN is) ([0-9a-f]+)");

    static MockQuestion of(Map<String, String> headers, String body) {
        return new MockQuestion(Map.copyOf(headers), Json.parse(body));
    }

    public String system() {
        return message(0);
    }

    public String user() {
        return message(1);
    }

    private String message(int index) {
        return body.at("/messages/" + index + "/content").asText();
    }

    /// The token that an answer must carry.
    public String token() {
        Matcher matcher = TOKEN.matcher(system());
        return matcher.find() ? matcher.group(1) : "";
    }

    /// The text of a block of data; empty when there is none.
    public String block(String name) {
        String begin = "<<" + name + " " + token() + "\n";
        int from = user().indexOf(begin);
        int to = user().indexOf("\n" + name + " " + token() + ">>", from);
        return from < 0 || to < 0 ? "" : user().substring(Math.min(from + begin.length(), to), to);
    }

    /// Whether it asks whether an output follows from query and sources, with one word as the answer.
    public boolean check() {
        return system().startsWith("You check one answer of a program.");
    }

    /// A sound answer to that.
    ///
    /// @param follows the probability of "true", 0 to 1
    public MockAnswer checked(double follows) {
        return new MockAnswer.Weighed(token(), Map.of(" true", follows, " false", 1 - follows));
    }

    /// A sound answer.
    ///
    /// @param score 0 to 1; half or more approves
    public String verdict(double score, String rationale) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("token", token()).put("rationale", rationale);
        ObjectNode rubric = answer.putObject("rubric");
        for (String line : names(body.at("/response_format/json_schema/schema/properties/rubric/properties"))) {
            rubric.putObject(line)
                    .put("why", rationale)
                    .put("answer", score >= 0.5 ? "pass" : "fail")
                    .put("score", score);
        }
        answer.putArray("attributes");
        for (String name : attributes()) {
            answer.withArray("attributes")
                    .addObject()
                    .put("name", name)
                    .put("why", rationale)
                    .put("label", score >= 0.5 ? "correct" : "wrong")
                    .put("score", score);
        }
        return Json.write(answer.put("score", score).put("verdict", score >= 0.5 ? "approve" : "reject"));
    }

    private List<String> attributes() {
        String block = block("attributes");
        return block.isEmpty() ? List.of() : names(Json.parse(block));
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
