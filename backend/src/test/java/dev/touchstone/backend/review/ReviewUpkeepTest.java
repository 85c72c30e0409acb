package dev.touchstone.backend.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.delivery.DeliveryKind;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.review.ClaimRequest;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.OutputStatus;
import dev.touchstone.api.review.OutputView;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.outbox.Leased;
import dev.touchstone.backend.testing.Eventually;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// What becomes of reviews that nobody decides.
class ReviewUpkeepTest {
    private static final Reviewer ALICE = Reviewer.of(new ReviewerId("alice"));
    private static final String THREE_DAYS = "{\"audit_rate\": 0, \"review_sla\": \"1d\", \"expire_after\": \"3d\","
            + " \"max_open_cards\": 2, \"reviewers\": {\"channel\": \"#reviews\"}}";

    private static ReviewUpkeep upkeep(Workbench on) {
        return new ReviewUpkeep(
                on.database, on.clock, on.signals, on.ledger, on.outbox, on.outputs, on.pipelines, on.queue);
    }

    private static OutputReceipt posted(Workbench on, String externalId) {
        return on.post(NewOutput.text("p", externalId, "an answer")
                .confidence(0.3)
                .callbackUrl("https://pipeline.example/hook")
                .build());
    }

    private static Review review(Workbench on, OutputReceipt receipt) {
        return on.queue.find(Objects.requireNonNull(receipt.reviewId())).orElseThrow();
    }

    /// The payloads of the calls of the pipeline's endpoint that wait, of one type.
    private static List<JsonNode> calls(Workbench on, String type) {
        return on.database
                .reader()
                .withHandle(handle -> handle.createQuery(
                                "SELECT payload FROM delivery WHERE consumer = 'webhook' AND kind = :kind ORDER BY id")
                        .bind("kind", type)
                        .mapTo(String.class)
                        .map(text -> Json.read(text, JsonNode.class))
                        .list());
    }

    @EveryDatabase
    void whatNobodyDecidesInTimeExpiresAndWhoeverWaitsIsTold(Workbench on) {
        on.pipeline("p", THREE_DAYS);
        OutputReceipt old = posted(on, "old");
        on.clock.advance(Duration.ofDays(1));
        OutputReceipt young = posted(on, "young");
        on.clock.advance(Duration.ofDays(2));

        upkeep(on).run();
        upkeep(on).run();

        assertThat(review(on, old)).satisfies(expired -> {
            assertThat(expired.standing().state()).isEqualTo(ReviewState.EXPIRED);
            assertThat(expired.standing().revision()).isEqualTo(1);
            assertThat(expired.closedWhy()).isEqualTo("nobody decided within 3d");
        });
        assertThat(review(on, young).standing().state()).isEqualTo(ReviewState.OPEN);
        assertThat(on.verdicts.find(old.id()).orElseThrow().status()).isEqualTo(OutputStatus.UNREVIEWED);
        assertThat(on.audited()).containsOnlyOnce("schedule review.expired " + old.reviewId());
        assertThat(calls(on, "verdict.unreviewed")).singleElement().satisfies(call -> {
            assertThat(call.get("external_id").asText()).isEqualTo("old");
            assertThat(call.get("review_id").asText()).isEqualTo(String.valueOf(old.reviewId()));
            assertThat(call.get("revision").asInt()).isEqualTo(1);
            assertThat(call.has("expired_at")).isTrue();
        });
    }

    @EveryDatabase
    void withoutAPolicyThatSaysSoNothingExpires(Workbench on) {
        on.pipeline("p", "{\"audit_rate\": 0}");
        OutputReceipt old = posted(on, "old");
        on.clock.advance(Duration.ofDays(300));

        upkeep(on).run();

        assertThat(review(on, old).standing().state()).isEqualTo(ReviewState.OPEN);
    }

    @EveryDatabase
    void whoWaitsForTheVerdictHearsThatThereIsNone(Workbench on) throws Exception {
        on.pipeline("p", THREE_DAYS);
        OutputReceipt old = posted(on, "old");
        on.clock.advance(Duration.ofDays(3));
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Optional<OutputView>> waiting =
                    threads.submit(() -> on.verdicts.await(old.id(), Duration.ofSeconds(30)));

            upkeep(on).run();

            assertThat(waiting.get().orElseThrow().status()).isEqualTo(OutputStatus.UNREVIEWED);
        }
    }

    @EveryDatabase
    void whoHoldsAReviewMayFinishIt(Workbench on) {
        on.pipeline("p", THREE_DAYS);
        OutputReceipt held = posted(on, "held");
        ReviewId id = Objects.requireNonNull(held.reviewId());
        on.clock.advance(Duration.ofDays(3));
        on.queue.claim(id, new ClaimRequest(ALICE, Duration.ofMinutes(10), null));

        upkeep(on).run();
        assertThat(review(on, held).standing().state()).isEqualTo(ReviewState.OPEN);
        on.clock.advance(Duration.ofMinutes(11));
        upkeep(on).run();

        assertThat(review(on, held).standing().state()).isEqualTo(ReviewState.EXPIRED);
        assertThat(on.decisions.decide(id, NewDecision.approve(ALICE, 0, null), null))
                .isInstanceOfSatisfying(
                        Decisions.Outcome.TooLate.class,
                        late -> assertThat(late.review().standing().state()).isEqualTo(ReviewState.EXPIRED));
    }

    @EveryDatabase
    void cardsShowItAndTheNextOnesFollow(Workbench on) {
        on.pipeline("p", THREE_DAYS);
        List<OutputReceipt> old =
                Stream.of("a", "b", "c").map(name -> posted(on, name)).toList();
        on.clock.advance(Duration.ofDays(2));
        OutputReceipt young = posted(on, "young");
        List<Leased> cards = on.outbox.leaseForChannels("test", 10, Duration.ZERO, Duration.ofSeconds(60));
        assertThat(cards).hasSize(1);
        on.clock.advance(Duration.ofDays(1));

        upkeep(on).run();

        List<String> told = on.database
                .reader()
                .withHandle(handle -> handle.createQuery("SELECT kind || ' ' || subject FROM delivery"
                                + " WHERE consumer = 'channel' AND state <> 'cancelled' ORDER BY id")
                        .mapTo(String.class)
                        .list());
        assertThat(told)
                .contains(
                        DeliveryKind.REVIEW_CLOSED.wire() + " " + old.getFirst().reviewId())
                .contains(DeliveryKind.REVIEW_OPENED.wire() + " " + young.reviewId())
                .doesNotContain(
                        DeliveryKind.REVIEW_OPENED.wire() + " " + old.getLast().reviewId());
    }

    @EveryDatabase
    void twoNodesAtOnceTellItOnce(Workbench on) throws Exception {
        on.pipeline("p", THREE_DAYS);
        int reviews = 2 * ReviewUpkeep.AT_ONCE + 10;
        for (int i = 0; i < reviews; i++) {
            posted(on, "o" + i);
        }
        on.clock.advance(Duration.ofDays(3));

        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Callable<Void>> runs = new ArrayList<>();
            for (int node = 0; node < 3; node++) {
                runs.add(() -> {
                    upkeep(on).run();
                    return null;
                });
            }
            for (Future<Void> run : threads.invokeAll(runs)) {
                run.get();
            }
        }

        assertThat(calls(on, "verdict.unreviewed")).hasSize(reviews);
        assertThat(on.audited())
                .filteredOn(entry -> entry.contains("review.expired"))
                .hasSize(reviews);
        assertThat(on.queue.openCount()).isZero();
    }

    @EveryDatabase
    void aBoardThatStayedEmptyIsFilled(Workbench on) {
        on.pipeline("p", "{\"audit_rate\": 0}");
        OutputReceipt waits = posted(on, "waits");
        on.pipeline("p", "{\"audit_rate\": 0, \"reviewers\": {\"channel\": \"#reviews\"}}");

        upkeep(on).run();
        upkeep(on).run();

        assertThat(on.outbox.leaseForChannels("test", 10, Duration.ZERO, Duration.ofSeconds(60)))
                .singleElement()
                .satisfies(card -> assertThat(card.subject()).isEqualTo(String.valueOf(waits.reviewId())));
        Eventually.within(
                Duration.ofSeconds(1),
                "no second card",
                () -> on.outbox
                        .leaseForChannels("test", 10, Duration.ZERO, Duration.ofSeconds(60))
                        .isEmpty());
    }
}
