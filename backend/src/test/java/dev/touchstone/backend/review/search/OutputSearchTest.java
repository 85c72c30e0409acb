package dev.touchstone.backend.review.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.OutputPage;
import dev.touchstone.api.review.OutputQuery;
import dev.touchstone.api.review.OutputStatus;
import dev.touchstone.api.review.OutputView;
import dev.touchstone.api.review.RequestedReview;
import dev.touchstone.api.review.ReviewRequest;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.output.OutputFilter;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.ServedBackend;
import dev.touchstone.backend.testing.Workbench;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

class OutputSearchTest {
    private static final PipelineName P = new PipelineName("p");
    private static final Reviewer ANN = new Reviewer(new ReviewerId("ann"), "Ann");
    private static final WantedOutcome ANY = new WantedOutcome(null, null, null, null);
    private static final String NEWEST = "g";

    private static NewOutput.Builder output(String id, double confidence) {
        return NewOutput.text("p", id, "answer " + id).confidence(confidence);
    }

    /// Four outputs: `right` and `wrong` are decided, `doubtful` waits, and `sure` went out by itself.
    private static void four(TouchstoneClient client) {
        client.putPipeline("p", Json.read("{\"audit_rate\": 0}", Policy.class));
        ReviewId right = review(client, output("right", 0.1).model("m-1").promptVersion("v1"));
        ReviewId wrong = review(client, output("wrong", 0.2).model("m-2").promptVersion("v1"));
        client.post(output("doubtful", 0.3).model("m-2").promptVersion("v2").build());
        client.post(output("sure", 0.99)
                .model("m-2")
                .promptVersion("v2")
                .metadata("user_id", TextNode.valueOf("=4711"))
                .build());
        client.decide(right, NewDecision.approve(ANN, 0, null));
        client.decide(wrong, NewDecision.edit(ANN, 0, TextNode.valueOf("better"), null, null));
    }

    private static ReviewId review(TouchstoneClient client, NewOutput.Builder output) {
        return Objects.requireNonNull(client.post(output.build()).reviewId());
    }

    private static List<String> found(TouchstoneClient client, OutputQuery query) {
        return client.outputs(query, null, 50).items().stream()
                .map(OutputView::externalId)
                .toList();
    }

    @EveryDatabase
    void eachConditionNarrowsTheSearch(ServedBackend served) {
        TouchstoneClient client = served.client(served.key(null, Scope.ADMIN));
        four(client);
        OutputQuery all = OutputQuery.ALL.of(P);

        assertThat(found(client, OutputQuery.ALL)).containsExactly("sure", "doubtful", "wrong", "right");
        assertThat(found(client, all.model("m-2"))).containsExactly("sure", "doubtful", "wrong");
        assertThat(found(client, all.promptVersion("v1"))).containsExactly("wrong", "right");
        assertThat(found(client, all.model("m-2").promptVersion("v1"))).containsExactly("wrong");
        assertThat(found(client, all.stratum("no such"))).isEmpty();
        assertThat(found(client, all.reason(RouteReason.LOW_CONFIDENCE))).containsExactly("doubtful", "wrong", "right");
        assertThat(found(client, all.reason(RouteReason.RANDOM_AUDIT))).isEmpty();
        assertThat(found(client, all.status(OutputStatus.AUTO_APPROVED))).containsExactly("sure");
        assertThat(found(client, all.status(OutputStatus.IN_REVIEW))).containsExactly("doubtful");
        assertThat(found(client, all.status(OutputStatus.DECIDED))).containsExactly("wrong", "right");
        assertThat(found(client, all.verdict(DecisionAction.EDIT))).containsExactly("wrong");
        assertThat(found(client, all.reviewer(new ReviewerId("ann")))).containsExactly("wrong", "right");
        assertThat(found(client, all.reviewer(new ReviewerId("bob")))).isEmpty();
        assertThat(found(client, all.metadata("user_id", "=4711"))).containsExactly("sure");
        assertThat(found(client, all.metadata("user_id", "4711"))).isEmpty();
        assertThat(found(client, all.metadata("user%id", "=4711"))).isEmpty();
        assertThat(found(client, OutputQuery.ALL.named("wrong"))).containsExactly("wrong");
        assertThat(client.outputs(all.verdict(DecisionAction.EDIT), null, 10).items())
                .singleElement()
                .satisfies(view -> assertThat(Objects.requireNonNull(view.verdict())
                                .correction()
                                .correctedOutput())
                        .isEqualTo(TextNode.valueOf("better")));
    }

    @EveryDatabase
    void aReasonThatCameLaterIsFoundToo(ServedBackend served) {
        TouchstoneClient client = served.client(served.key(null, Scope.ADMIN));
        four(client);
        OutputView sure =
                client.outputs(OutputQuery.ALL.named("sure"), null, 1).items().getFirst();
        RequestedReview asked = client.requestReview(sure.id(), new ReviewRequest(null, null));

        assertThat(asked.opened()).isTrue();
        assertThat(found(client, OutputQuery.ALL.of(P).reason(RouteReason.REQUESTED)))
                .containsExactly("sure");
        assertThat(found(client, OutputQuery.ALL.of(P).status(OutputStatus.AUTO_APPROVED)))
                .isEmpty();
    }

    @EveryDatabase
    void aSecondLookCountsOnceItIsDecided(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 0}");
        ReviewId first =
                Objects.requireNonNull(bench.post(output("twice", 0.1).build()).reviewId());
        bench.decisions.decide(first, NewDecision.approve(ANN, 0, null), null);
        bench.database.writer().useHandle(handle -> {
            handle.execute("INSERT INTO review (id, output_id, pipeline, hour, policy_version, stratum, model,"
                    + " prompt_version, u, pi, audit_rate, reasons, blind, calm, created_at_ms, due_at_ms, few_shot,"
                    + " state, revision, carded, second_look_of, closed_at_ms, decision_id)"
                    + " SELECT 'second', output_id, pipeline, hour, policy_version, stratum, model, prompt_version, u,"
                    + " 0, 0, 'committee_disagreement', TRUE, 0, 0, 0, few_shot, 'decided', 1, FALSE, id,"
                    + " closed_at_ms + 1, 'd2' FROM review");
            handle.execute("INSERT INTO decision (id, review_id, pipeline, revision, action, reviewer, reviewer_name,"
                    + " decided_at_ms, detail) SELECT 'd2', 'second', pipeline, 1, 'reject', 'bob', 'Bob', 1, '{}'"
                    + " FROM review WHERE id <> 'second'");
        });
        OutputSearch search = new OutputSearch(bench.database, bench.views);
        OutputFilter all = new OutputFilter(List.of(P), "", Map.of(), true, null);

        assertThat(search.page(
                                new OutputSearch.Search(
                                        all, new WantedOutcome(null, null, DecisionAction.REJECT, null)),
                                NEWEST,
                                10,
                                false)
                        .items())
                .hasSize(1);
        assertThat(search.page(
                                new OutputSearch.Search(
                                        all, new WantedOutcome(null, null, DecisionAction.APPROVE, null)),
                                NEWEST,
                                10,
                                false)
                        .items())
                .isEmpty();
    }

    @EveryDatabase
    void pagesFollowOneAnotherAndNothingIsMissing(ServedBackend served) {
        TouchstoneClient client = served.client(served.key(null, Scope.ADMIN));
        four(client);

        List<String> read = new ArrayList<>();
        String cursor = null;
        do {
            OutputPage page = client.outputs(OutputQuery.ALL.of(P), cursor, 3);
            page.items().forEach(view -> read.add(view.externalId()));
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(read).containsExactly("sure", "doubtful", "wrong", "right");
    }

    @EveryDatabase
    void aPageLooksAtSoManyOutputsAndSaysHowFarItCame(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 0}");
        bench.post(output("rare", 0.99).model("rare").build());
        for (int i = 0; i < 30; i++) {
            bench.clock.advance(Duration.ofSeconds(1));
            bench.post(output("o-" + i, 0.99).model("usual").build());
        }
        OutputSearch search = new OutputSearch(bench.database, bench.views, new SearchWalk(20, 5));
        OutputSearch.Search rare = new OutputSearch.Search(filter(OutputFilter.Fact.MODEL, "rare"), ANY);
        OutputSearch.Search usual = new OutputSearch.Search(filter(OutputFilter.Fact.MODEL, "usual"), ANY);

        OutputPage first = search.page(rare, NEWEST, 10, true);

        assertThat(first.items()).isEmpty();
        assertThat(first.nextCursor()).isNotNull();
        assertThat(first.searchedTo()).isEqualTo(bench.clock.instant().minusSeconds(19));
        assertThat(first.total()).isEqualTo(new OutputPage.Total(0, true));
        OutputPage second = search.page(rare, Objects.requireNonNull(first.nextCursor()), 10, false);
        assertThat(second.items()).extracting(OutputView::externalId).containsExactly("rare");
        assertThat(second.nextCursor()).isNull();
        assertThat(second.searchedTo()).isNull();
        assertThat(search.page(usual, NEWEST, 3, true).total()).isEqualTo(new OutputPage.Total(20, true));
        assertThat(new OutputSearch(bench.database, bench.views)
                        .page(usual, NEWEST, 3, true)
                        .total())
                .isEqualTo(new OutputPage.Total(30, false));
    }

    private static OutputFilter filter(OutputFilter.Fact fact, String value) {
        return new OutputFilter(List.of(P), "", Map.of(fact, value), null, null);
    }

    @EveryDatabase
    void timeBoundsAreHalfOpen(ServedBackend served) {
        TouchstoneClient client = served.client(served.key(null, Scope.ADMIN));
        four(client);
        OutputView wrong =
                client.outputs(OutputQuery.ALL.named("wrong"), null, 1).items().getFirst();

        assertThat(found(client, OutputQuery.ALL.of(P).since(wrong.receivedAt())))
                .contains("sure", "doubtful", "wrong");
        assertThat(found(client, OutputQuery.ALL.of(P).until(wrong.receivedAt())))
                .doesNotContain("wrong", "doubtful", "sure");
        assertThat(found(client, OutputQuery.ALL.of(P).since(Instant.parse("0001-01-01T00:00:00Z"))))
                .hasSize(4);
        assertThat(found(client, OutputQuery.ALL.of(P).until(Instant.parse("9999-12-31T00:00:00Z"))))
                .hasSize(4);
    }

    @EveryDatabase
    void aKeyOfAnotherPipelineFindsNothing(ServedBackend served) throws Exception {
        TouchstoneClient admin = served.client(served.key(null, Scope.ADMIN));
        four(admin);
        admin.putPipeline("claims", Policy.DEFAULT);
        String key = served.key(new PipelineName("claims"), Scope.OUTPUTS_READ, Scope.EXPORTS_READ);

        assertThat(found(served.client(key), OutputQuery.ALL)).isEmpty();
        assertThat(found(served.client(key), OutputQuery.ALL.named("wrong"))).isEmpty();
        assertThat(get(served, key, "/v1/outputs:export").body()).isEmpty();
        assertThatThrownBy(() -> found(served.client(key), OutputQuery.ALL.of(P)))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.status()).isEqualTo(404));
    }

    @EveryDatabase
    void theSameLeavesAsJsonLinesAndAsATableWithoutFormulas(ServedBackend served) throws Exception {
        String key = served.key(null, Scope.ADMIN);
        four(served.client(key));

        List<JsonNode> rows = get(served, key, "/v1/outputs:export?pipeline=p")
                .body()
                .lines()
                .map(line -> Json.read(line, JsonNode.class))
                .toList();
        HttpResponse<String> table = get(served, key, "/v1/outputs:export?pipeline=p&format=csv");
        var records =
                CsvReader.builder().ofNamedCsvRecord(table.body()).stream().toList();

        assertThat(rows)
                .extracting(row -> row.get("external_id").textValue())
                .containsExactly("sure", "doubtful", "wrong", "right");
        assertThat(table.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
        assertThat(records).hasSize(4);
        assertThat(records.get(2).getField("verdict")).isEqualTo("edit");
        assertThat(records.get(2).getField("corrected_output")).isEqualTo("better");
        assertThat(records.getFirst().getField("metadata")).isEqualTo("{\"user_id\":\"=4711\"}");
        assertThat(records.getFirst().getField("verdict")).isEmpty();
    }

    @EveryDatabase
    void whatCannotBeAskedIsRefused(ServedBackend served) throws Exception {
        String key = served.key(null, Scope.ADMIN);

        assertThat(get(served, key, "/v1/outputs?cursor=nonsense").body()).contains("cursor", "next_cursor");
        assertThat(get(served, key, "/v1/outputs?since=yesterday").body()).contains("since", "2030-01-07T09:00:00Z");
        assertThat(get(served, key, "/v1/outputs?since=%2B999999999-01-01T00:00:00Z")
                        .statusCode())
                .isEqualTo(400);
        assertThat(get(served, key, "/v1/outputs?metadata_value=4711").body()).contains("metadata_key");
        assertThat(get(served, key, "/v1/outputs?status=lost").statusCode()).isEqualTo(400);
        assertThat(get(served, key, "/v1/outputs?modell=x").statusCode()).isEqualTo(400);
    }

    private static HttpResponse<String> get(ServedBackend served, @Nullable String key, String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(served.backend.url() + path))
                            .header("Authorization", "Bearer " + key)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
