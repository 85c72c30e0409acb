package dev.touchstone.backend.experiment;

import static dev.touchstone.backend.experiment.Bench.there;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.chat.Query;
import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.QualityQuery;
import dev.touchstone.api.client.ReviewQuery;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.experiment.Experiment;
import dev.touchstone.api.experiment.ExperimentFindings;
import dev.touchstone.api.experiment.ExperimentItem;
import dev.touchstone.api.experiment.ExperimentResult;
import dev.touchstone.api.experiment.ExperimentState;
import dev.touchstone.api.experiment.NewExperiment;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.output.Attribute;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.review.UndoRequest;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.ServedBackend;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Experiments from upload to close, over HTTP.
class ExperimentJourneyTest {
    @EveryDatabase
    void twoPromptsAreReviewedBlindAndComparedOnTheSameCases(ServedBackend served) {
        Bench bench = new Bench(served);
        Experiment experiment = bench.started(Bench.twoVersions(30));
        assertThat(experiment.state()).isEqualTo(ExperimentState.OPEN);
        assertThat(experiment.progress()).isEqualTo(new Experiment.Progress(30, 60, 60, 0, 0));

        // The old prompt is right on 12 of 30, the new one on all.
        bench.decide(experiment, output -> output.startsWith("second") || number(output) < 12);

        ExperimentResult result = served.client.experiments().result(experiment.id());
        assertThat(result.people().undecided()).isZero();
        assertThat(result.people().versions())
                .extracting(ExperimentFindings.Version::version)
                .containsExactly("prompt-new", "prompt-old");
        assertThat(result.people().versions())
                .extracting(version -> there(version.approvalRate()).value())
                .containsExactly(1.0, 0.4);
        ExperimentFindings.Difference difference = result.people().differences().getFirst();
        assertThat(difference.value()).isEqualTo(-0.6);
        assertThat(difference.counts().onlyFirst()).isEqualTo(18);
        assertThat(difference.counts().onlySecond()).isZero();
        assertThat(difference.words())
                .startsWith("prompt-new is better by 60 points (")
                .endsWith("on 30 cases");
        assertThat(result.judge()).isNull();
        assertThat(result.agreement()).isNull();
    }

    private static int number(String output) {
        return Integer.parseInt(output.substring(output.lastIndexOf(' ') + 1));
    }

    @EveryDatabase
    void nothingAReviewerCanReadTellsTheVersion(ServedBackend served) {
        Bench bench = new Bench(served);
        Experiment created = served.client
                .experiments()
                .create(new NewExperiment(
                        ServedBackend.PIPELINE, "old against new", "prompt-old or prompt-new?", false, false));
        List<ExperimentItem> items = new ArrayList<>(Bench.twoVersions(8));
        items.add(new ExperimentItem(
                "c9",
                "prompt-new",
                Query.of("a question"),
                null,
                "the right answer",
                TextNode.valueOf("an answer"),
                Map.of("total", new Attribute(TextNode.valueOf("12"), 0.42))));
        Experiment experiment = bench.started(created, items);

        for (Review review : bench.open(experiment)) {
            assertThat(review.asked().blind()).isTrue();
            assertThat(review.asked().reasons()).containsExactly(RouteReason.EXPERIMENT);
            assertThat(review.asked().risk()).isZero();
            String detail = Json.write(served.client.review(review.id()));
            assertThat(detail)
                    .doesNotContain("prompt-old")
                    .doesNotContain("prompt-new")
                    .doesNotContain("old against new")
                    .doesNotContain("0.42");
            assertThat(bench.body(review).model()).isNull();
            assertThat(bench.body(review).promptVersion()).isNull();
        }
        assertThat(Json.write(served.client.reviews(ReviewQuery.OPEN)))
                .doesNotContain("prompt-old")
                .doesNotContain("prompt-new");
        assertThat(bench.open(experiment).stream().map(bench::output)).contains("an answer");
    }

    @EveryDatabase
    void neitherPlaceNorIdTellsTheVersion(ServedBackend served) {
        Bench bench = new Bench(served);
        Experiment experiment = bench.started(Bench.twoVersions(40));

        List<Review> open = bench.open(experiment);
        List<String> shown = open.stream().map(bench::output).toList();
        assertThat(open).hasSize(80);
        assertThat(open.stream().map(Review::outputId).toList()).isSorted();
        for (int i = 1; i < shown.size(); i++) {
            assertThat(number(shown.get(i))).isNotEqualTo(number(shown.get(i - 1)));
        }
        // Of 40 firsts, each version has some: all of one would come up once in 2^39.
        assertThat(shown.subList(0, 40).stream().filter(text -> text.startsWith("first")))
                .hasSizeBetween(5, 35);
    }

    @EveryDatabase
    void equalOutputsAreReviewedOnceAndCountForBoth(ServedBackend served) {
        Bench bench = new Bench(served);
        List<ExperimentItem> items = new ArrayList<>(Bench.twoVersions(3));
        items.add(Bench.item("same", "prompt-old", "word for word"));
        items.add(Bench.item("same", "prompt-new", "word for word"));
        Experiment experiment = bench.started(items);
        assertThat(bench.open(experiment)).hasSize(7);

        bench.decide(experiment, output -> true);

        ExperimentResult result = served.client.experiments().result(experiment.id());
        assertThat(result.people().versions())
                .allSatisfy(version -> assertThat(version.decided()).isEqualTo(4));
        assertThat(result.notes()).anyMatch(note -> note.startsWith("1 output equals"));
    }

    @EveryDatabase
    void undecidedOutputsAreCountedAndNothingIsInvented(ServedBackend served) {
        Bench bench = new Bench(served);
        Experiment experiment = bench.started(Bench.twoVersions(3));

        ExperimentResult nothing = served.client.experiments().result(experiment.id());
        assertThat(nothing.people().decided()).isZero();
        assertThat(nothing.people().undecided()).isEqualTo(6);
        assertThat(nothing.people().differences()).isEmpty();
        assertThat(nothing.people().versions()).allSatisfy(version -> {
            assertThat(version.approvalRate()).isNull();
            assertThat(version.attributeAccuracy()).isNull();
        });

        bench.decide(bench.open(experiment).getFirst(), true);
        ExperimentResult one = served.client.experiments().result(experiment.id());
        assertThat(one.people().decided()).isOne();
        assertThat(one.people().differences()).isEmpty();
        assertThat(one.notes()).anyMatch(note -> note.contains("not decided on 5 of 6"));
    }

    @EveryDatabase
    void anUndoneDecisionCountsNoMore(ServedBackend served) {
        Bench bench = new Bench(served);
        Experiment experiment = bench.started(Bench.twoVersions(2));
        Review decided = bench.decide(bench.open(experiment).getFirst(), true);
        assertThat(served.client.experiments().result(experiment.id()).people().decided())
                .isOne();

        served.client.undo(
                decided.id(), new UndoRequest(Bench.ANN, decided.standing().revision(), null));

        assertThat(served.client.experiments().result(experiment.id()).people().decided())
                .isZero();
        assertThat(bench.open(experiment)).hasSize(4);
    }

    @EveryDatabase
    void attributesAreComparedOneByOneAndTogether(ServedBackend served) {
        Bench bench = new Bench(served);
        List<ExperimentItem> items = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            items.add(Bench.item("c" + i, "a", Map.of("brand", "x" + i, "size", "bad")));
            items.add(Bench.item("c" + i, "b", Map.of("brand", "x" + i, "size", "L")));
        }
        Experiment experiment = bench.started(items);
        for (Review review : bench.open(experiment)) {
            boolean wrong = there(bench.body(review).attributes().get("size"))
                    .value()
                    .asText()
                    .equals("bad");
            served.client.decide(
                    review.id(),
                    wrong
                            ? new NewDecision(
                                    Bench.ANN,
                                    dev.touchstone.api.review.DecisionAction.EDIT,
                                    0,
                                    null,
                                    Map.of("size", TextNode.valueOf("L")),
                                    null,
                                    Map.of(),
                                    Map.of(),
                                    null,
                                    null,
                                    true)
                            : NewDecision.approve(Bench.ANN, 0, null));
        }

        ExperimentFindings people =
                served.client.experiments().result(experiment.id()).people();
        assertThat(there(people.versions().getFirst().attributes().get("size")).value())
                .isZero();
        assertThat(there(people.versions().getFirst().attributeAccuracy()).value())
                .isEqualTo(0.5);
        assertThat(there(people.versions().getFirst().attributeAccuracy()).of()).isEqualTo(48);
        assertThat(people.differences())
                .extracting(ExperimentFindings.Difference::metric)
                .containsExactly("approval_rate", "attribute_accuracy", "attribute:brand", "attribute:size");
        assertThat(people.differences().get(2).value()).isZero();
        assertThat(people.differences().get(3).words()).startsWith("b is better at size by 100 points");
    }

    /// Reports, counters and examples of the pipeline, as they stand.
    private static List<String> production(ServedBackend served, Instant until) {
        QualityQuery query =
                QualityQuery.of(new PipelineName(ServedBackend.PIPELINE)).period(until.minusSeconds(86_400), until);
        TouchstoneClient client = served.client;
        List<String> all = new ArrayList<>();
        all.add(Json.write(client.quality().report(query)));
        all.add(Json.write(client.quality().targets(query)));
        all.add(Json.write(client.quality().agreement(query)));
        all.add(Json.write(client.quality().judge(query)));
        all.add(Json.write(client.quality().thresholdAdvice(new PipelineName(ServedBackend.PIPELINE), 0.2, 0.9)));
        all.add(Json.write(client.quality().reviewNeeds(new PipelineName(ServedBackend.PIPELINE), 0.05, 4)));
        all.add(Json.write(client.goldenSet().golden(new PipelineName(ServedBackend.PIPELINE), null, 50)));
        all.add(Json.write(client.pipelines()));
        all.add(Json.write(client.reviews(ReviewQuery.OPEN.pipeline(new PipelineName(ServedBackend.PIPELINE)))));
        all.add(Json.write(client.reviews(ReviewQuery.OPEN
                .pipeline(new PipelineName(ServedBackend.PIPELINE))
                .state(ReviewState.DECIDED))));
        try (Database open = Database.openAndMigrate(served.database)) {
            for (String table : List.of("rollup", "confidence_rollup", "golden_example", "sample", "budget_rate")) {
                all.add(table + " "
                        + open.reader()
                                .withHandle(handle ->
                                        handle
                                                .createQuery("SELECT * FROM " + table)
                                                .mapToMap()
                                                .map(Object::toString)
                                                .stream()
                                                .sorted()
                                                .toList()));
            }
            all.add(open.reader()
                    .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM delivery WHERE consumer = 'webhook'")
                            .mapTo(String.class)
                            .one()));
        }
        // When it was asked, and up to which hour, is no figure.
        return all.stream()
                .map(text -> text.replaceAll("\"(as_of|from|to)\":\"[^\"]*\"", ""))
                .toList();
    }

    @EveryDatabase
    void noFigureOfThePipelineMovesByADigit(ServedBackend served) {
        served.client.putPipeline(
                ServedBackend.PIPELINE,
                Json.read("{\"audit_rate\": 0.5, \"budget\": {\"reviews_per_week\": 100}}", Policy.class));
        for (int i = 0; i < 40; i++) {
            var receipt = served.client.post(NewOutput.text(ServedBackend.PIPELINE, "o" + i, "an answer " + i)
                    .query("a question")
                    .confidence(i % 4 == 0 ? 0.3 : 0.95)
                    .model("m")
                    .promptVersion("v1")
                    .build());
            if (receipt.reviewId() != null) {
                served.client.decide(
                        receipt.reviewId(),
                        i % 3 == 0
                                ? NewDecision.edit(Bench.ANN, 0, TextNode.valueOf("better"), null, 3.0)
                                : NewDecision.approve(Bench.ANN, 0, 3.0));
            }
        }
        Instant until = Instant.now().plusSeconds(7200);
        List<String> before = production(served, until);

        Bench bench = new Bench(served);
        Experiment experiment = bench.started(Bench.twoVersions(30));
        assertThat(production(served, until)).isEqualTo(before);
        bench.open(experiment)
                .forEach(review -> served.client.decide(
                        review.id(), NewDecision.edit(Bench.ANN, 0, TextNode.valueOf("far better"), null, 3.0)));
        assertThat(production(served, until)).isEqualTo(before);
        served.client.experiments().close(experiment.id());
        assertThat(production(served, until)).isEqualTo(before);
    }

    @EveryDatabase
    void correctionsTeachOnlyWhenAsked(ServedBackend served) {
        Bench bench = new Bench(served);
        Experiment teaching = bench.started(
                served.client
                        .experiments()
                        .create(new NewExperiment(ServedBackend.PIPELINE, "teaching", null, false, true)),
                Bench.twoVersions(1));

        bench.open(teaching)
                .forEach(review -> served.client.decide(
                        review.id(), NewDecision.edit(Bench.ANN, 0, TextNode.valueOf("better"), null, null)));

        assertThat(served.client.goldenSet().exportGolden(new PipelineName(ServedBackend.PIPELINE)))
                .hasSize(2);
    }

    @EveryDatabase
    void closingWithdrawsWhatNobodyDecided(ServedBackend served) {
        Bench bench = new Bench(served);
        Experiment experiment = bench.started(Bench.twoVersions(3));
        Review kept = bench.decide(bench.open(experiment).getFirst(), true);
        Review late = bench.open(experiment).getFirst();

        Experiment closed = served.client.experiments().close(experiment.id());

        assertThat(closed.state()).isEqualTo(ExperimentState.CLOSED);
        assertThat(bench.open(experiment)).isEmpty();
        assertThat(served.client.review(late.id()).review().standing().state()).isEqualTo(ReviewState.WITHDRAWN);
        assertThat(served.client.review(kept.id()).review().standing().state()).isEqualTo(ReviewState.DECIDED);
        refused("review-changed", () -> bench.decide(late, true));
        assertThat(served.client.experiments().result(experiment.id()).people().decided())
                .isOne();
        assertThat(served.client.experiments().close(experiment.id()).course().closedAt())
                .isEqualTo(closed.course().closedAt());
        refused("experiment-closed", () -> served.client.experiments().start(experiment.id()));
    }

    @EveryDatabase
    void startingSaysWhatIsMissing(ServedBackend served) {
        Bench bench = new Bench(served);
        String id = bench.create().id();
        refused("experiment-empty", () -> served.client.experiments().start(id));
        served.client.experiments().upload(id, List.of(Bench.item("c1", "a", "x")));
        refused("experiment-one-version", () -> served.client.experiments().start(id));
        served.client.experiments().upload(id, List.of(Bench.item("c2", "b", "x")));
        refused("experiment-no-pairs", () -> served.client.experiments().start(id));
        served.client.experiments().upload(id, List.of(Bench.item("c1", "b", "y")));

        Experiment open = served.client.experiments().start(id);

        assertThat(open.progress().reviews()).isEqualTo(3);
        assertThat(served.client.experiments().start(id)).isEqualTo(open);
        refused(
                "experiment-started",
                () -> served.client.experiments().upload(id, List.of(Bench.item("c3", "a", "x"))));
        refused(
                "no-judge",
                () -> served.client
                        .experiments()
                        .create(NewExperiment.of(ServedBackend.PIPELINE, "x").withJudge()));
        refused("unknown-pipeline", () -> served.client.experiments().create(NewExperiment.of("nowhere", "x")));
    }

    @EveryDatabase
    void aKeyOfAnotherPipelineSeesNothingOfIt(ServedBackend served) {
        Bench bench = new Bench(served);
        served.client.putPipeline("other", Policy.DEFAULT);
        Experiment experiment = bench.started(Bench.twoVersions(1));
        ReviewId review = bench.open(experiment).getFirst().id();
        TouchstoneClient other = served.client(served.key(
                new PipelineName("other"),
                Scope.REVIEWS_READ,
                Scope.REVIEWS_WRITE,
                Scope.OUTPUTS_WRITE,
                Scope.OUTPUTS_READ));
        TouchstoneClient own = served.client(served.key(new PipelineName(ServedBackend.PIPELINE), Scope.REVIEWS_READ));

        refused("unknown-experiment", () -> other.experiments().get(experiment.id()));
        refused("unknown-experiment", () -> other.experiments().result(experiment.id()));
        refused("unknown-experiment", () -> other.experiments().start(experiment.id()));
        refused("unknown-review", () -> other.review(review));
        assertThat(other.experiments().list(null, null, 10).items()).isEmpty();
        assertThat(own.experiments().list(null, null, 10).items()).hasSize(1);
        assertThat(own.review(review).review().id()).isEqualTo(review);
        assertThat(own.reviews(ReviewQuery.OPEN.pipeline(new PipelineName(experiment.population())))
                        .items())
                .hasSize(2);
        refused(
                "unknown-pipeline",
                () -> other.reviews(ReviewQuery.OPEN.pipeline(new PipelineName(experiment.population()))));
    }

    @EveryDatabase
    void thePopulationIsNoPipeline(ServedBackend served) {
        Bench bench = new Bench(served);
        PipelineName population =
                new PipelineName(bench.started(Bench.twoVersions(1)).population());

        refused("unknown-pipeline", () -> served.client.quality().report(QualityQuery.of(population)));
        refused("unknown-pipeline", () -> served.client.quality().thresholdAdvice(population, 0.2, 0.9));
        refused("unknown-pipeline", () -> served.client.pipeline(population.value()));
        refused("invalid-body", () -> served.client.putPipeline(population.value(), Policy.DEFAULT));
        assertThat(served.client.pipelines()).hasSize(1);
    }

    @EveryDatabase
    void experimentsAreListedNewestFirst(ServedBackend served) {
        Bench bench = new Bench(served);
        List<String> made =
                List.of(bench.create().id(), bench.create().id(), bench.create().id());

        var first = served.client.experiments().list(new PipelineName(ServedBackend.PIPELINE), null, 2);
        var second = served.client.experiments().list(new PipelineName(ServedBackend.PIPELINE), first.nextCursor(), 2);

        assertThat(first.items()).extracting(Experiment::id).containsExactly(made.get(2), made.get(1));
        assertThat(second.items()).extracting(Experiment::id).containsExactly(made.get(0));
        assertThat(second.nextCursor()).isNull();
    }

    static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
