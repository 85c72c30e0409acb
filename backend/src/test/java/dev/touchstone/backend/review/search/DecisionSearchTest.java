package dev.touchstone.backend.review.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.DecisionPage;
import dev.touchstone.api.review.DecisionQuery;
import dev.touchstone.api.review.FoundDecision;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.UndoRequest;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.ServedBackend;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

class DecisionSearchTest {
    private static final PipelineName P = new PipelineName("p");
    private static final Reviewer ANN = new Reviewer(new ReviewerId("ann"), "Ann");
    private static final Reviewer BOB = new Reviewer(new ReviewerId("bob"), "Bob");
    private static final DecisionQuery OWN = DecisionQuery.ALL.of(P);
    private static final String NEWEST = "g";

    private static ReviewId posted(TouchstoneClient client, NewOutput.Builder output) {
        return Objects.requireNonNull(
                client.post(output.confidence(0.1).build()).reviewId());
    }

    /// Ann approved `right`, edited `close`, and rejected `undone` before she took it back; Bob rejected `wrong`.
    private static void four(TouchstoneClient client) {
        client.putPipeline("p", Json.read("{\"audit_rate\": 0}", Policy.class));
        ReviewId right =
                posted(client, NewOutput.text("p", "right", "a").model("m-1").promptVersion("v1"));
        ReviewId close = posted(
                client,
                NewOutput.text("p", "close", "a")
                        .model("m-2")
                        .promptVersion("v1")
                        .metadata("customer", TextNode.valueOf("4711")));
        ReviewId undone =
                posted(client, NewOutput.text("p", "undone", "a").model("m-2").promptVersion("v2"));
        ReviewId wrong =
                posted(client, NewOutput.text("p", "wrong", "a").model("m-2").promptVersion("v2"));
        client.decide(right, NewDecision.approve(ANN, 0, null));
        client.decide(close, NewDecision.edit(ANN, 0, TextNode.valueOf("better"), null, null));
        client.decide(undone, NewDecision.reject(ANN, 0, "wrong", null, null));
        client.undo(undone, new UndoRequest(ANN, 1, null));
        client.decide(wrong, NewDecision.reject(BOB, 0, "wrong", null, null));
    }

    /// Each as `output action`, as they came.
    private static List<String> found(TouchstoneClient client, DecisionQuery query) {
        return client.decisions(query, null, 50).items().stream()
                .map(DecisionSearchTest::told)
                .toList();
    }

    private static String told(FoundDecision found) {
        return found.externalId() + " " + found.decision().action().wire();
    }

    @EveryDatabase
    void eachConditionNarrowsTheSearch(ServedBackend served) {
        TouchstoneClient client = served.client(served.key(null, Scope.ADMIN));
        four(client);

        assertThat(found(client, DecisionQuery.ALL))
                .containsExactly("wrong reject", "undone undo", "undone reject", "close edit", "right approve");
        assertThat(found(client, OWN.model("m-1"))).containsExactly("right approve");
        assertThat(found(client, OWN.promptVersion("v1"))).containsExactly("close edit", "right approve");
        assertThat(found(client, OWN.stratum("no such"))).isEmpty();
        assertThat(found(client, OWN.reason(RouteReason.LOW_CONFIDENCE))).hasSize(5);
        assertThat(found(client, OWN.reason(RouteReason.RANDOM_AUDIT))).isEmpty();
        assertThat(found(client, OWN.action(DecisionAction.REJECT))).containsExactly("wrong reject", "undone reject");
        assertThat(found(client, OWN.rejectReason("wrong").inForce())).containsExactly("wrong reject");
        assertThat(found(client, OWN.inForce())).containsExactly("wrong reject", "close edit", "right approve");
        assertThat(found(client, OWN.reviewer(BOB.id()))).containsExactly("wrong reject");
        assertThat(found(client, OWN.reviewer(ANN.id()).action(DecisionAction.EDIT)))
                .containsExactly("close edit");
        assertThat(found(client, OWN.metadata("customer", "4711"))).containsExactly("close edit");
        assertThat(found(client, OWN.metadata("customer", "471"))).isEmpty();
        assertThat(found(client, OWN.named("undone"))).containsExactly("undone undo", "undone reject");
        assertThat(client.decisions(OWN.named("close"), null, 1).items())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.decision().correction().correctedOutput()).isEqualTo(TextNode.valueOf("better"));
                    assertThat(one.inForce()).isTrue();
                    assertThat(one.model()).isEqualTo("m-2");
                    assertThat(one.reasons()).containsExactly(RouteReason.LOW_CONFIDENCE);
                });
    }

    @EveryDatabase
    void pagesFollowOneAnotherAndNothingIsMissing(ServedBackend served) {
        TouchstoneClient client = served.client(served.key(null, Scope.ADMIN));
        four(client);

        List<String> read = new ArrayList<>();
        String cursor = null;
        do {
            DecisionPage page = client.decisions(OWN.reviewer(ANN.id()), cursor, 3);
            page.items().forEach(one -> read.add(told(one)));
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(read).containsExactly("undone undo", "undone reject", "close edit", "right approve");
    }

    @EveryDatabase
    void timeBoundsAreHalfOpen(ServedBackend served) {
        TouchstoneClient client = served.client(served.key(null, Scope.ADMIN));
        four(client);
        Instant edited = client.decisions(OWN.named("close"), null, 1)
                .items()
                .getFirst()
                .decision()
                .decidedAt();

        assertThat(found(client, OWN.since(edited))).contains("close edit", "wrong reject");
        assertThat(found(client, OWN.until(edited))).doesNotContain("close edit", "wrong reject");
    }

    @EveryDatabase
    void aKeyOfAnotherPipelineFindsNothing(ServedBackend served) {
        TouchstoneClient admin = served.client(served.key(null, Scope.ADMIN));
        four(admin);
        admin.putPipeline("claims", Policy.DEFAULT);
        TouchstoneClient claims = served.client(served.key(new PipelineName("claims"), Scope.REVIEWS_READ));

        assertThat(found(claims, DecisionQuery.ALL)).isEmpty();
        assertThatThrownBy(() -> found(claims, OWN))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.status()).isEqualTo(404));
    }

    @EveryDatabase
    void aPageLooksAtSoManyDecisionsAndSaysHowFarItCame(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 0}");
        decide(bench, "rare");
        for (int i = 0; i < 30; i++) {
            bench.clock.advance(Duration.ofSeconds(1));
            decide(bench, "usual");
        }
        DecisionSearch search = new DecisionSearch(bench.database, new SearchWalk(20, 5));

        DecisionPage first = search.page(model("rare"), NEWEST, 10, true);

        assertThat(first.items()).isEmpty();
        assertThat(first.searchedTo()).isEqualTo(bench.clock.instant().minusSeconds(19));
        assertThat(first.total()).isEqualTo(new DecisionPage.Total(0, true));
        DecisionPage second = search.page(model("rare"), Objects.requireNonNull(first.nextCursor()), 10, false);
        assertThat(second.items()).extracting(FoundDecision::model).containsExactly("rare");
        assertThat(second.nextCursor()).isNull();
        assertThat(search.page(model("usual"), NEWEST, 3, true).total()).isEqualTo(new DecisionPage.Total(20, true));
        assertThat(new DecisionSearch(bench.database)
                        .page(model("usual"), NEWEST, 3, true)
                        .total())
                .isEqualTo(new DecisionPage.Total(30, false));
    }

    private static void decide(Workbench bench, String model) {
        NewOutput output = NewOutput.text("p", model + bench.clock.instant(), "a")
                .model(model)
                .confidence(0.1)
                .build();
        Review review = bench.queue
                .find(Objects.requireNonNull(bench.post(output).reviewId()))
                .orElseThrow();
        bench.decisions.decide(review.id(), NewDecision.approve(ANN, 0, null), null);
    }

    private static WantedDecisions model(String model) {
        return new WantedDecisions(P, "", null, false, Map.of(WantedDecisions.Column.MODEL, model), null, false, null);
    }
}
