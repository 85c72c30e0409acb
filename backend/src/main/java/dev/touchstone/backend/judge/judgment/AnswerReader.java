package dev.touchstone.backend.judge.judgment;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.touchstone.api.judge.JudgeVerdict;
import dev.touchstone.api.judge.Judgment;
import dev.touchstone.api.rubric.AttributeLabel;
import dev.touchstone.api.rubric.Rubric;
import dev.touchstone.api.rubric.RubricAnswer;
import dev.touchstone.backend.model.ModelFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads what a model wrote, and takes nothing that is not exactly an answer: a repaired answer would be a guess.
public final class AnswerReader {
    /// Of any text that is kept.
    static final int MOST_CHARS = 4000;

    private static final int DEEPEST = 10;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .build();

    private final Rubric rubric;
    private final Map<String, String> attributes;
    private final String token;

    /// @param rubric every line of which must be answered
    /// @param attributes every one of which must be labelled
    /// @param token of the request
    public AnswerReader(Rubric rubric, Set<String> attributes, String token) {
        this.rubric = rubric;
        this.attributes = attributes.stream().collect(Collectors.toMap(Visible::of, name -> name, (a, b) -> a));
        this.token = token;
    }

    /// Thrown with the cause why there is no answer.
    public static final class Unusable extends Exception {
        private final transient ModelFault fault;

        public Unusable(ModelFault fault) {
            super(fault.wire(), null, false, false);
            this.fault = fault;
        }

        public ModelFault fault() {
            return fault;
        }
    }

    /// @throws Unusable when the text is not one answer and nothing else
    public JudgeAnswer read(String content) throws Unusable {
        Fields top = new Fields(object(content));
        top.only(
                AnswerSchema.TOKEN,
                AnswerSchema.RATIONALE,
                AnswerSchema.RUBRIC,
                AnswerSchema.ATTRIBUTES,
                AnswerSchema.SCORE,
                AnswerSchema.VERDICT);
        if (!top.text(AnswerSchema.TOKEN).equals(token)) {
            throw new Unusable(ModelFault.FORGED);
        }
        String rationale = top.text(AnswerSchema.RATIONALE);
        Map<String, Judgment.Line> lines = lines(top.get(AnswerSchema.RUBRIC));
        Map<String, Judgment.Finding> findings = findings(top.get(AnswerSchema.ATTRIBUTES));
        double score = top.score();
        JudgeVerdict verdict = top.oneOf(AnswerSchema.VERDICT, JudgeVerdict.class);
        if (verdict == JudgeVerdict.APPROVE ? score < 0.5 : score > 0.5) {
            throw new Unusable(ModelFault.CONTRADICTION);
        }
        return new JudgeAnswer(verdict, score, new JudgeAnswer.Detail(rationale, lines, findings));
    }

    /// The one JSON object that a model wrote, and nothing else.
    ///
    /// @throws Unusable when it is anything but that
    public static JsonNode object(String content) throws Unusable {
        String text = content.strip();
        if (text.isEmpty()) {
            throw new Unusable(ModelFault.EMPTY);
        }
        if (text.startsWith("```")) {
            throw new Unusable(ModelFault.FENCED);
        }
        return parse(text);
    }

    private static JsonNode parse(String text) throws Unusable {
        try (JsonParser parser = MAPPER.createParser(text)) {
            JsonNode node = MAPPER.readTree(parser);
            if (node == null || !node.isObject()) {
                throw new Unusable(ModelFault.OFF_SCHEMA);
            }
            refuseMore(parser);
            return node;
        } catch (JsonEOFException e) {
            throw new Unusable(ModelFault.TRUNCATED);
        } catch (JsonProcessingException e) {
            throw new Unusable(ModelFault.NOT_JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void refuseMore(JsonParser parser) throws IOException, Unusable {
        JsonToken next;
        try {
            next = parser.nextToken();
        } catch (JsonProcessingException e) {
            throw new Unusable(ModelFault.MORE_THAN_ONE);
        }
        if (next != null) {
            throw new Unusable(ModelFault.MORE_THAN_ONE);
        }
    }

    private Map<String, Judgment.Line> lines(JsonNode node) throws Unusable {
        Fields all = new Fields(node);
        List<String> ids = rubric.lines().stream().map(Rubric.Line::id).toList();
        all.only(ids.toArray(String[]::new));
        Map<String, Judgment.Line> lines = new LinkedHashMap<>();
        for (String id : ids) {
            Fields line = new Fields(all.get(id));
            line.only(AnswerSchema.WHY, AnswerSchema.ANSWER, AnswerSchema.SCORE);
            lines.put(
                    id,
                    new Judgment.Line(
                            line.text(AnswerSchema.WHY),
                            line.oneOf(AnswerSchema.ANSWER, RubricAnswer.class),
                            line.score()));
        }
        return lines;
    }

    private Map<String, Judgment.Finding> findings(JsonNode node) throws Unusable {
        if (!node.isArray()) {
            throw new Unusable(ModelFault.OFF_SCHEMA);
        }
        Map<String, Judgment.Finding> findings = new LinkedHashMap<>();
        for (JsonNode element : node) {
            Fields one = new Fields(element);
            one.only(AnswerSchema.NAME, AnswerSchema.WHY, AnswerSchema.LABEL, AnswerSchema.SCORE);
            // The judge was shown the visible form.
            String name = attributes.get(one.text(AnswerSchema.NAME));
            if (name == null) {
                throw new Unusable(ModelFault.OFF_SCHEMA);
            }
            Judgment.Finding finding = new Judgment.Finding(
                    one.text(AnswerSchema.WHY), one.oneOf(AnswerSchema.LABEL, AttributeLabel.class), one.score());
            if (findings.put(name, finding) != null) {
                throw new Unusable(ModelFault.OFF_SCHEMA);
            }
        }
        if (findings.size() < attributes.size()) {
            throw new Unusable(ModelFault.OFF_SCHEMA);
        }
        return findings;
    }

    /// The fields of one object; whatever is not as the schema says is [ModelFault#OFF_SCHEMA].
    private record Fields(JsonNode node) {
        Fields {
            node = node == null ? MAPPER.nullNode() : node;
        }

        void only(String... names) throws Unusable {
            Set<String> found = new HashSet<>();
            node.fieldNames().forEachRemaining(found::add);
            if (!node.isObject() || !found.equals(Set.of(names))) {
                throw new Unusable(ModelFault.OFF_SCHEMA);
            }
        }

        JsonNode get(String name) {
            return node.path(name);
        }

        String text(String name) throws Unusable {
            JsonNode value = node.path(name);
            if (!value.isTextual() || value.textValue().isBlank()) {
                throw new Unusable(ModelFault.OFF_SCHEMA);
            }
            String text = value.textValue();
            return text.length() <= MOST_CHARS ? text : text.substring(0, cut(text));
        }

        /// Where to cut without halving a character.
        private static int cut(String text) {
            return Character.isHighSurrogate(text.charAt(MOST_CHARS - 1)) ? MOST_CHARS - 1 : MOST_CHARS;
        }

        double score() throws Unusable {
            JsonNode value = node.path(AnswerSchema.SCORE);
            if (!value.isNumber() || !(value.doubleValue() >= 0 && value.doubleValue() <= 1)) {
                throw new Unusable(ModelFault.OFF_SCHEMA);
            }
            return value.doubleValue();
        }

        <E extends Enum<E>> E oneOf(String name, Class<E> type) throws Unusable {
            String wire = text(name);
            for (E value : type.getEnumConstants()) {
                if (value.name().toLowerCase(Locale.ROOT).equals(wire)) {
                    return value;
                }
            }
            throw new Unusable(ModelFault.OFF_SCHEMA);
        }
    }
}
