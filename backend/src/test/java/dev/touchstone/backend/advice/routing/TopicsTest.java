package dev.touchstone.backend.advice.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.quality.RoutingAdvice;
import dev.touchstone.api.quality.RoutingAdvice.RoutingMove;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

class TopicsTest {
    private static final PipelineName P = new PipelineName("p");
    private static final Reviewer ANN = Reviewer.of(new ReviewerId("ann"));
    private static final List<String> SHIPPING = List.of("parcel", "delivery", "courier", "tracking", "shipment");
    private static final List<String> MONEY = List.of("refund", "invoice", "payment", "charge", "receipt");

    private static void post(Workbench bench, String id, String query, String model, boolean wrong) {
        ReviewId review = Objects.requireNonNull(bench.post(NewOutput.text("p", id, "an answer")
                        .query(query)
                        .model(model)
                        .confidence(0.9)
                        .build())
                .reviewId());
        var unused = bench.decisions.decide(
                review,
                wrong ? NewDecision.reject(ANN, 0, "wrong", null, null) : NewDecision.approve(ANN, 0, null),
                null);
    }

    /// The large model is better about money and no better about parcels.
    private static void fill(Workbench bench, int each) {
        List<String> shipping = TopicModelTest.queries(SHIPPING, 2 * each, 21);
        List<String> money = TopicModelTest.queries(MONEY, 2 * each, 22);
        for (int i = 0; i < 2 * each; i++) {
            String model = i % 2 == 0 ? "a-small" : "b-large";
            post(bench, "s" + i, shipping.get(i), model, i % 10 < 2);
            post(bench, "m" + i, money.get(i), model, model.equals("a-small") ? i % 4 == 0 : i % 20 == 1);
        }
    }

    private static Topics topics(Workbench bench) {
        return new Topics(bench.database, bench.outputs, bench.pipelines, bench.clock);
    }

    private static RoutingAdvice advice(Workbench bench, Topics topics) {
        return new RoutingAdvisor(bench.database, topics, bench.clock).of(P, 0.95);
    }

    @EveryDatabase
    void eachTopicGetsAdviceOfItsOwn(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 1}");
        fill(bench, 200);
        Topics topics = topics(bench);

        assertThat(topics.catchUp()).isEqualTo(800);

        RoutingAdvice advice = advice(bench, topics);
        assertThat(advice.topicVersion()).isEqualTo(1);
        assertThat(advice.topics()).hasSize(2);
        assertThat(advice.topics()).satisfiesOnlyOnce(topic -> {
            assertThat(MONEY).containsAll(topic.words());
            assertThat(topic.move()).isEqualTo(RoutingMove.SWITCH);
            assertThat(Objects.requireNonNull(topic.to()).model()).isEqualTo("b-large");
        });
        assertThat(advice.topics()).satisfiesOnlyOnce(topic -> {
            assertThat(SHIPPING).containsAll(topic.words());
            assertThat(topic.move()).isEqualTo(RoutingMove.NOT_YET);
            assertThat(topic.moreReviews()).isPositive();
        });
        assertThat(advice.notes()).contains("2 comparisons share the 5 %.");
        // Nothing is sorted twice.
        assertThat(topics.catchUp()).isZero();
    }

    @EveryDatabase
    void whatComesLaterIsSortedAndTheTopicsAreLearntAnewAfterAQuarter(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 1}");
        fill(bench, 100);
        Topics topics = topics(bench);
        assertThat(topics.catchUp()).isEqualTo(400);
        List<TopicModel.Topic> before = topics.latest(P).orElseThrow().model().topics();
        post(bench, "later", "my parcel and its tracking", "a-small", false);
        assertThat(topics.catchUp()).isEqualTo(1);

        bench.clock.advance(Duration.ofDays(60));
        for (int i = 0; i < 400; i++) {
            post(
                    bench,
                    "n" + i,
                    TopicModelTest.queries(i % 2 == 0 ? SHIPPING : MONEY, 1, i).getFirst(),
                    "a-small",
                    false);
        }
        bench.clock.advance(Duration.ofDays(32));
        assertThat(topics.catchUp()).isEqualTo(400);

        Topics.Version version = topics.latest(P).orElseThrow();
        assertThat(version.number()).isEqualTo(2);
        assertThat(version.model().topics().stream().map(TopicModel.Topic::name))
                .containsAnyElementsOf(
                        before.stream().map(TopicModel.Topic::name).toList());
    }

    @EveryDatabase
    void withFewAuditsAllQueriesAreOneTopic(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 1}");
        fill(bench, 10);
        Topics topics = topics(bench);

        assertThat(topics.catchUp()).isZero();

        RoutingAdvice advice = advice(bench, topics);
        assertThat(advice.topicVersion()).isNull();
        assertThat(advice.topics()).singleElement().satisfies(topic -> {
            assertThat(topic.topic()).isEqualTo("all queries");
            assertThat(topic.audits()).isEqualTo(40);
            assertThat(topic.moreReviews()).isEqualTo(30);
        });
        assertThat(advice.notes()).anyMatch(note -> note.startsWith("All queries are one topic until"));
    }

    @EveryDatabase
    void aPipelineWithoutAnAuditHasNoAdvice(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 0}");

        assertThat(advice(bench, topics(bench)).topics()).isEmpty();
    }
}
