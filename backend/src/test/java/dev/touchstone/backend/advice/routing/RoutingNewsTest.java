package dev.touchstone.backend.advice.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.util.List;
import java.util.Objects;

class RoutingNewsTest {
    private static final Reviewer ANN = Reviewer.of(new ReviewerId("ann"));
    private static final String TOLD =
            "{\"audit_rate\": 1, \"advice\": {\"callback_url\": \"https://shop.example/advice\"}}";

    private static RoutingNews news(Workbench bench) {
        Topics topics = new Topics(bench.database, bench.outputs, bench.pipelines, bench.clock);
        return new RoutingNews(
                bench.database,
                bench.outbox,
                bench.pipelines,
                new RoutingAdvisor(bench.database, topics, bench.clock),
                bench.clock);
    }

    /// The small model errs in one of two cases, the large one never.
    private static void answer(Workbench bench, int from, int to) {
        for (int i = from; i < to; i++) {
            boolean small = i % 2 == 0;
            ReviewId review = Objects.requireNonNull(bench.post(NewOutput.text("p", "o" + i, "an answer")
                            .query("a question")
                            .model(small ? "a-small" : "b-large")
                            .confidence(0.9)
                            .build())
                    .reviewId());
            var unused = bench.decisions.decide(
                    review,
                    small && i % 4 == 0
                            ? NewDecision.reject(ANN, 0, "wrong", null, null)
                            : NewDecision.approve(ANN, 0, null),
                    null);
        }
    }

    private static List<JsonNode> calls(Workbench bench) {
        return bench.database
                .reader()
                .withHandle(handle -> handle.createQuery("""
                                SELECT payload FROM delivery WHERE consumer = 'webhook' AND kind = 'advice.changed'
                                ORDER BY id
                                """)
                        .mapTo(String.class)
                        .map(payload -> Json.read(payload, JsonNode.class))
                        .list());
    }

    @EveryDatabase
    void aSwitchIsToldOnceWithWhatWasAdvisedBefore(Workbench bench) {
        bench.pipeline("p", TOLD);
        answer(bench, 0, 40);
        RoutingNews news = news(bench);

        assertThat(news.tell()).isZero();
        answer(bench, 40, 110);
        assertThat(news.tell()).isEqualTo(1);
        assertThat(news.tell()).isZero();
        // Another process that looked at the same time.
        assertThat(news(bench).tell()).isZero();

        assertThat(calls(bench)).singleElement().satisfies(call -> {
            JsonNode change = call.findValue("changes").get(0);
            assertThat(change.at("/now/move").textValue()).isEqualTo("switch");
            assertThat(change.at("/now/to/model").textValue()).isEqualTo("b-large");
            assertThat(change.at("/now/advice").textValue()).startsWith("switch to b-large");
            assertThat(change.at("/before/move").textValue()).isEqualTo("not_yet");
            assertThat(call.toString()).contains("\"pipeline\":\"p\"");
        });
    }

    @EveryDatabase
    void thatMoreReviewsAreMissingIsNoNews(Workbench bench) {
        bench.pipeline("p", TOLD);
        RoutingNews news = news(bench);
        answer(bench, 0, 20);
        news.tell();
        answer(bench, 20, 40);

        assertThat(news.tell()).isZero();
        assertThat(calls(bench)).isEmpty();
    }

    @EveryDatabase
    void whoGivesNoAddressIsNotCalled(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 1}");
        answer(bench, 0, 110);

        assertThat(news(bench).tell()).isZero();
        assertThat(bench.count("routing_told")).isZero();
    }

    @EveryDatabase
    void anAddressThatCouldNeverBeCalledIsRefusedWhenItIsPut(Workbench bench) {
        assertThatThrownBy(
                        () -> bench.pipeline("p", "{\"advice\": {\"callback_url\": \"https://user:pw@shop.example\"}}"))
                .isInstanceOf(InvalidField.class)
                .satisfies(fault -> assertThat(((InvalidField) fault).field()).isEqualTo("advice/callback_url"));
    }
}
