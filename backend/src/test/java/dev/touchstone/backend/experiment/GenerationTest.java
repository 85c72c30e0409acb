package dev.touchstone.backend.experiment;

import static dev.touchstone.backend.experiment.Bench.there;
import static dev.touchstone.backend.experiment.ExperimentJourneyTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.chat.Query;
import dev.touchstone.api.experiment.Experiment;
import dev.touchstone.api.experiment.ExperimentGeneration;
import dev.touchstone.api.experiment.ExperimentGeneration.Case;
import dev.touchstone.api.experiment.ExperimentGeneration.Prompt;
import dev.touchstone.api.experiment.ExperimentResult;
import dev.touchstone.api.experiment.NewExperiment;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.review.Review;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.testing.Eventually;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.ServedBackend;
import dev.touchstone.sandbox.judge.MockAnswer;
import dev.touchstone.sandbox.judge.MockJudge;
import dev.touchstone.sandbox.judge.MockQuestion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// Outputs that a model writes, and a judge that looks at them, against the mock.
class GenerationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static ServedBackend served(DatabaseConfig database, MockJudge mock, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("TOUCHSTONE_JUDGE__BASE_URL", mock.url());
        settings.put("TOUCHSTONE_JUDGE__MODEL", MockJudge.MODEL);
        settings.put("TOUCHSTONE_JUDGE_KEY", "sk-test");
        return new ServedBackend(database, settings);
    }

    private static boolean judging(MockQuestion question) {
        return !question.token().isEmpty();
    }

    /// Of a question that is no judge's.
    private static String asked(MockQuestion question) {
        return question.body()
                .path("messages")
                .path(question.body().path("messages").size() - 1)
                .path("content")
                .asText();
    }

    private static ExperimentGeneration twoPrompts(int cases) {
        List<Case> all = new ArrayList<>();
        for (int i = 0; i < cases; i++) {
            all.add(new Case(
                    "c" + i, Query.of("question " + i), Context.ofText("fact " + i), i == 0 ? "the answer" : null));
        }
        return new ExperimentGeneration(
                Map.of(
                        "short", new Prompt("Be short.", "Q: {{query}}", null),
                        "grounded", new Prompt(null, "{{context}} | {{query}}", "another-model")),
                all);
    }

    private static Experiment written(ServedBackend served, String id) {
        Eventually.within(
                PATIENCE,
                "everything is written",
                () -> served.client.experiments().get(id).versions().stream()
                        .allMatch(version -> version.waiting() == 0));
        return served.client.experiments().get(id);
    }

    @EveryDatabase
    void aModelWritesWhatEachPromptSays(DatabaseConfig database) {
        try (MockJudge mock = MockJudge.scripted(question -> MockAnswer.of("written to " + asked(question)));
                ServedBackend served = served(database, mock, Map.of())) {
            Bench bench = new Bench(served);
            String id = bench.create().id();
            refused("experiment-empty", () -> served.client.experiments().start(id));

            served.client.experiments().generate(id, twoPrompts(3));

            Experiment written = written(served, id);
            assertThat(written.progress().items()).isEqualTo(6);
            List<String> outputs = bench.open(served.client.experiments().start(id)).stream()
                    .map(bench::output)
                    .toList();
            assertThat(outputs)
                    .containsExactlyInAnyOrder(
                            "written to Q: question 0",
                            "written to Q: question 1",
                            "written to Q: question 2",
                            "written to fact 0 | question 0",
                            "written to fact 1 | question 1",
                            "written to fact 2 | question 2");
            assertThat(mock.heard())
                    .extracting(question -> question.body().path("model").asText())
                    .containsOnly(MockJudge.MODEL, "another-model");
            assertThat(mock.heard()).allSatisfy(question -> {
                assertThat(question.body().has("response_format")).isFalse();
                assertThat(asked(question)).doesNotContain("the answer");
            });
            // Asking for the same again orders nothing.
            refused("experiment-started", () -> served.client.experiments().generate(id, twoPrompts(3)));
        }
    }

    @EveryDatabase
    void aModelThatIsAwayDelaysAndLosesNothing(DatabaseConfig database) {
        AtomicInteger calls = new AtomicInteger();
        Function<MockQuestion, MockAnswer> away =
                question -> calls.incrementAndGet() % 2 == 1 ? MockAnswer.status(503) : new MockAnswer.Reset();
        try (MockJudge mock = MockJudge.scripted(away);
                ServedBackend served = served(database, mock, Map.of())) {
            String id = new Bench(served).create().id();
            served.client.experiments().generate(id, twoPrompts(1));
            Eventually.within(PATIENCE, "tried", () -> calls.get() >= 2);
            refused("experiment-waiting", () -> served.client.experiments().start(id));
            served.client.experiments().generate(id, twoPrompts(1));

            mock.answers(question -> MockAnswer.of("at last"));

            Experiment written = written(served, id);
            assertThat(written.progress().items()).isEqualTo(2);
            assertThat(written.versions())
                    .allSatisfy(version -> assertThat(version.failed()).isZero());
        }
    }

    @EveryDatabase
    void whatCannotBeUsedIsGivenUpAndSaid(DatabaseConfig database) {
        Function<MockQuestion, MockAnswer> script = question -> asked(question).contains("question 1")
                ? new MockAnswer.Completion("half an", "length", null)
                : asked(question).contains("question 2")
                        ? MockAnswer.of("{\"brand\": \"Acme\", \"size\": null}")
                        : MockAnswer.of("  fine\u0000  ");
        try (MockJudge mock = MockJudge.scripted(script);
                ServedBackend served = served(database, mock, Map.of("TOUCHSTONE_JUDGE__ATTEMPTS", "1"))) {
            Bench bench = new Bench(served);
            String id = bench.create().id();
            served.client.experiments().generate(id, twoPrompts(3));

            Experiment written = written(served, id);
            assertThat(written.versions())
                    .allSatisfy(version -> assertThat(version.failed()).isOne());
            Experiment started = served.client.experiments().start(id);
            // Both versions say the same to both cases that are left.
            assertThat(started.progress().reviews()).isEqualTo(2);
            Review extracted = bench.open(started).stream()
                    .filter(review -> !bench.body(review).attributes().isEmpty())
                    .findFirst()
                    .orElseThrow();
            assertThat(there(bench.body(extracted).attributes().get("size")).missing())
                    .isTrue();
            assertThat(served.client.experiments().result(id).notes())
                    .anyMatch(note -> note.startsWith("A model did not write 2 outputs"));
        }
    }

    @EveryDatabase
    void whatWritingCostsCountsForTheCapAndNotAsTheJudgesWork(DatabaseConfig database) {
        try (MockJudge mock = MockJudge.scripted(question -> MockAnswer.of("written"));
                ServedBackend served = served(
                        database,
                        mock,
                        Map.of(
                                "TOUCHSTONE_JUDGE__PRICES__MOCK-JUDGE__INPUT", "2.0",
                                "TOUCHSTONE_JUDGE__PRICES__MOCK-JUDGE__OUTPUT", "10.0",
                                "TOUCHSTONE_JUDGE__WEEKLY_SPEND_CAP", "100"))) {
            String id = new Bench(served).create().id();
            refused("model-without-price", () -> served.client.experiments().generate(id, twoPrompts(1)));
            served.client
                    .experiments()
                    .generate(
                            id,
                            new ExperimentGeneration(
                                    Map.of("one", new Prompt(null, "{{query}}", null)),
                                    List.of(new Case("c", Query.of("q"), null, null))));
            written(served, id);

            try (Database open = Database.openAndMigrate(database)) {
                List<String> spent = open.reader()
                        .withHandle(handle -> handle.createQuery(
                                        "SELECT version_id || ' ' || calls || ' ' || cost_micros FROM judge_spend")
                                .mapTo(String.class)
                                .list());
                assertThat(spent).containsExactly("write:" + MockJudge.MODEL + " 1 4000");
            }
        }
    }

    @EveryDatabase
    void theJudgeSeesEveryOutputBlindAndIsHeldAgainstPeople(DatabaseConfig database) {
        Function<MockQuestion, MockAnswer> script = question ->
                MockAnswer.of(question.verdict(question.block("output").startsWith("second") ? 0.9 : 0.2, "It is so."));
        try (MockJudge mock = MockJudge.scripted(script);
                ServedBackend served = served(database, mock, Map.of())) {
            Bench bench = new Bench(served);
            Experiment created = served.client
                    .experiments()
                    .create(NewExperiment.of(ServedBackend.PIPELINE, "judged").withJudge());
            Experiment experiment = bench.started(created, Bench.twoVersions(4));
            Eventually.within(
                    PATIENCE,
                    "judged",
                    () -> served.client
                                    .experiments()
                                    .get(experiment.id())
                                    .progress()
                                    .judged()
                            == 8);
            assertThat(mock.heard()).allSatisfy(question -> {
                assertThat(judging(question)).isTrue();
                assertThat(question.system() + question.user())
                        .doesNotContain("prompt-old")
                        .doesNotContain("prompt-new")
                        .doesNotContain("people_decided");
            });
            ExperimentResult before = served.client.experiments().result(experiment.id());
            assertThat(before.agreement()).isNull();
            assertThat(there(before.judge()).versions())
                    .extracting(version -> there(version.approvalRate()).value())
                    .containsExactly(1.0, 0.0);
            assertThat(before.people().decided()).isZero();
            assertThat(served.client
                            .judge()
                            .judgments(bench.open(experiment).getFirst().outputId())
                            .withheld())
                    .isTrue();

            bench.decide(experiment, output -> true);

            ExperimentResult after = served.client.experiments().result(experiment.id());
            assertThat(there(after.agreement()).share().value()).isEqualTo(0.5);
            assertThat(there(after.agreement()).peopleOnly()).isEqualTo(4);
            assertThat(after.people().versions())
                    .extracting(version -> there(version.approvalRate()).value())
                    .containsExactly(1.0, 1.0);
            // A review more would be a consequence that nobody asked for.
            assertThat(bench.open(experiment)).isEmpty();
        }
    }

    @EveryDatabase
    void withoutAModelOrWithABadPromptItSaysSo(ServedBackend served) {
        String id = new Bench(served).create().id();

        refused("no-model", () -> served.client.experiments().generate(id, twoPrompts(1)));
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> new Prompt(null, "no placeholder", null)))
                .hasMessageContaining("{{query}}");
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> new Prompt(null, "{{query}} {{name}}", null)))
                .hasMessageContaining("{{name}}");
        assertThat(new Prompt(null, "{{query}} and {{context}}", null).filled("a $1 {{context}}", null))
                .isEqualTo("a $1 {{context}} and ");
    }
}
