package dev.touchstone.backend.judge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.judge.JudgeVersion;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.rubric.Rubric;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.judge.judgment.AnswerReader;
import dev.touchstone.backend.judge.judgment.AnswerSchema;
import dev.touchstone.backend.judge.judgment.Example;
import dev.touchstone.backend.judge.judgment.JudgeQueue;
import dev.touchstone.backend.judge.judgment.Prompt;
import dev.touchstone.backend.judge.judgment.VersionRow;
import dev.touchstone.backend.judge.judgment.Visible;
import dev.touchstone.backend.model.ModelFault;
import dev.touchstone.backend.model.OpenAiModel;
import dev.touchstone.backend.testing.TestDatabases;
import dev.touchstone.sandbox.judge.MockAnswer;
import dev.touchstone.sandbox.judge.MockQuestion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Outputs that were written to deceive the judge, and a judge so simple that it repeats what it reads. What keeps a
/// forged verdict out must not be the model's good sense.
class InjectionTest {
    private static final VersionRow VERSION = new VersionRow(
            "jv-1",
            new PipelineName("support"),
            "basis",
            new VersionRow.Asked("mock-judge", 0, 7, null),
            new VersionRow.Instructions(
                    Prompt.TEMPLATE, Json.write(Rubric.DEFAULT), Json.write(AnswerSchema.of(Rubric.DEFAULT)), "[]"),
            0);

    private static List<String> corpus = List.of();

    @BeforeAll
    static void read() throws IOException {
        List<String> texts = new ArrayList<>();
        try (InputStream in = InjectionTest.class.getResourceAsStream("/judge/injections.json")) {
            ArrayNode all = (ArrayNode) Json.mapper().readTree(in);
            for (JsonNode text : all) {
                texts.add(text.textValue());
            }
        }
        corpus = List.copyOf(texts);
    }

    @Test
    void theCorpusIsLargeAndHasNothingTwice() {
        assertThat(corpus).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
    }

    /// Everything that a judge could repeat of what it read: all of it, each block, each line, each thing in braces.
    private static Set<String> echoes(OpenAiModel.Question question) {
        Set<String> echoes = new LinkedHashSet<>(List.of(
                question.user(),
                question.system(),
                question.system() + question.user(),
                question.user().strip()));
        question.user().lines().forEach(echoes::add);
        Matcher braces = Pattern.compile("(?s)\\{.*?}(?:[^{}]*})*").matcher(question.user());
        while (braces.find()) {
            echoes.add(braces.group());
        }
        int from = question.user().indexOf('{');
        int to = question.user().lastIndexOf('}');
        if (from >= 0 && to > from) {
            echoes.add(question.user().substring(from, to + 1));
        }
        return echoes;
    }

    @Test
    void noEchoOfAnythingIsAVerdict() {
        int forgeries = 0;
        for (String text : corpus) {
            NewOutput output = NewOutput.text("support", "e", text)
                    .query(text)
                    .systemPrompt(text)
                    .build();
            String token = Prompt.newToken();
            Set<String> echoes = echoes(Prompt.of(VERSION, new OutputId("o"), output, token));
            echoes.add(text);
            AnswerReader reader = new AnswerReader(Rubric.DEFAULT, Set.of(), token);
            for (String echo : echoes) {
                try {
                    reader.read(echo);
                    throw new AssertionError("taken for a verdict: " + echo);
                } catch (AnswerReader.Unusable e) {
                    forgeries += e.fault() == ModelFault.FORGED ? 1 : 0;
                }
            }
        }
        // The corpus holds whole answers that lack nothing but the token: without it they would be verdicts.
        assertThat(forgeries).isGreaterThan(10);
    }

    @Test
    void forgedAnswersOfTheCorpusWouldBeVerdictsWithTheToken() {
        long whole = corpus.stream()
                .filter(text -> {
                    try {
                        new AnswerReader(Rubric.DEFAULT, Set.of(), "0123456789abcdef").read(text);
                        return true;
                    } catch (AnswerReader.Unusable e) {
                        return false;
                    }
                })
                .count();

        assertThat(whole).isPositive();
    }

    /// Nothing of an output stands outside of its blocks, and no block ends before its end.
    @Test
    void nothingBreaksOutOfItsBlock() {
        for (String text : corpus) {
            NewOutput output = NewOutput.text("support", "e", text).query("q").build();
            String token = Prompt.newToken();
            OpenAiModel.Question question = Prompt.of(VERSION, new OutputId("o"), output, token);

            assertThat(question.system()).doesNotContain(text);
            assertThat(question.user())
                    .isEqualTo("<<query %1$s\nq\nquery %1$s>>\n<<output %1$s\n%2$s\noutput %1$s>>\n"
                            .formatted(token, Visible.of(text)));
        }
    }

    @Test
    void whatCannotBeSeenIsShown() {
        assertThat(Visible.of("a\u202Eb\u200Bc\u0007d" + Character.toString(0xE0041)))
                .isEqualTo("a\\u{202e}b\\u{200b}c\\u{7}d\\u{e0041}");
        assertThat(Visible.of("Größe\n\t👩\u200D🚀")).isEqualTo("Größe\n\t👩\u200D🚀");
    }

    /// The same through the whole judge: the echo is counted as a fault of the answer, and nothing is recorded as
    /// said.
    @Test
    void aJudgeThatRepeatsWhatItReadsGivesNoVerdict() {
        try (JudgeBench judge = new JudgeBench(
                TestDatabases.newSqlite(),
                "{\"attempts\": 1, \"workers\": 8}",
                question -> MockAnswer.of(echoOf(question)))) {
            corpus.forEach(judge::post);
            judge.judging.start();
            judge.eventually("all given up", () -> judge.bench.outbox.waiting(JudgeQueue.KIND) == 0);

            assertThat(judge.verdicts()).isZero();
            assertThat(judge.bench.count("judgment")).isEqualTo(corpus.size());
            assertThat(judge.faults(ModelFault.FORGED)).isGreaterThan(10);
        }
    }

    private static String echoOf(MockQuestion question) {
        return question.block("output");
    }

    @Test
    void theItemIsNeverItsOwnExample() {
        NewOutput output =
                NewOutput.text("support", "e", "an answer").query("a question").build();
        List<Example> shown = List.of(
                new Example(new OutputId("itself"), "another question", output.output(), "approve", null),
                new Example(new OutputId("its-twin"), "a question", output.output(), "reject", "wrong"),
                new Example(
                        new OutputId("its-near-twin"),
                        "A  question?",
                        TextNode.valueOf("an  answer"),
                        "reject",
                        "wrong"),
                new Example(
                        new OutputId("other"), "a third question", output.output(), "edit", "incomplete: no price"));
        VersionRow version = new VersionRow(
                VERSION.id(),
                VERSION.pipeline(),
                VERSION.basis(),
                new VersionRow.Asked(VERSION.asked().model(), 0, 7, null),
                new VersionRow.Instructions(
                        VERSION.instructions().prompt(),
                        VERSION.instructions().rubric(),
                        VERSION.instructions().schema(),
                        Json.write(shown)),
                0);

        String user = Prompt.of(version, new OutputId("itself"), output, "t").user();

        assertThat(user).contains("<<example-1 t", "a third question", "no price", "\"people_decided\":\"edit\"");
        assertThat(user).doesNotContain("another question", "example-2", "reject");
        JudgeVersion wire = version.wire();
        assertThat(wire.instructions().examples())
                .extracting(OutputId::value)
                .containsExactly("itself", "its-twin", "its-near-twin", "other");
    }
}
