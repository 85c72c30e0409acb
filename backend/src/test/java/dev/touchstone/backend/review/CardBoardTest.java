package dev.touchstone.backend.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.delivery.Acknowledgement;
import dev.touchstone.api.delivery.DeliveryKind;
import dev.touchstone.api.delivery.Receipt;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.outbox.Leased;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class CardBoardTest {
    private static final Reviewer ALICE = Reviewer.of(new ReviewerId("alice"));
    private static final String THREE_CARDS =
            "{\"audit_rate\": 0, \"max_open_cards\": 3, \"reviewers\": {\"channel\": \"#reviews\"}}";

    /// Takes and acknowledges everything the channel can have now.
    private static List<Leased> deliverAll(Workbench bench) {
        List<Leased> all = new ArrayList<>();
        List<Leased> leased;
        do {
            leased = bench.outbox.leaseForChannels("test", 10, Duration.ZERO, Duration.ofSeconds(60));
            for (Leased one : leased) {
                Receipt receipt = new Receipt("C1", "ts-" + one.subject());
                bench.outbox.acknowledge(
                        one.id(), new Acknowledgement(one.attempt(), true, receipt, null, null, false));
                all.add(one);
            }
        } while (!leased.isEmpty());
        return all;
    }

    @EveryDatabase
    void aChannelShowsOnlySoManyCardsAndTheMostUrgentFollowsWhenOneCloses(Workbench bench) {
        bench.pipeline("p", THREE_CARDS);
        List<String> reviews = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            reviews.add(bench.openReview(new PipelineName("p"), "o" + i).value());
        }
        String urgent = String.valueOf(
                bench.post(NewOutput.text("p", "urgent", "x").confidence(0.01).build())
                        .reviewId());
        assertThat(deliverAll(bench)).extracting(Leased::subject).containsExactlyElementsOf(reviews.subList(0, 3));

        bench.decisions.decide(new ReviewId(reviews.get(1)), NewDecision.approve(ALICE, 0, null), null);

        List<Leased> next = deliverAll(bench);
        assertThat(next)
                .extracting(Leased::kind)
                .containsExactly(DeliveryKind.REVIEW_CLOSED.wire(), DeliveryKind.REVIEW_OPENED.wire());
        assertThat(next).extracting(Leased::subject).containsExactly(reviews.get(1), urgent);
    }

    @EveryDatabase
    void aReviewDecidedBeforeItsCardWasTakenIsNeverShown(Workbench bench) {
        bench.pipeline("p", THREE_CARDS);
        ReviewId review = bench.openReview(new PipelineName("p"), "a");

        bench.decisions.decide(review, NewDecision.approve(ALICE, 0, null), null);

        assertThat(deliverAll(bench)).isEmpty();
    }

    @EveryDatabase
    void theReviewKnowsWhereItIsShown(Workbench bench) {
        bench.pipeline("p", THREE_CARDS);
        ReviewId review = bench.openReview(new PipelineName("p"), "a");

        deliverAll(bench);

        assertThat(bench.views.detail(review).orElseThrow().cards()).containsExactly(new Receipt("C1", "ts-" + review));
    }

    @EveryDatabase
    void withoutAChannelNoCardIsOrdered(Workbench bench) {
        bench.pipeline("p", "{}");

        bench.openReview(new PipelineName("p"), "a");

        assertThat(bench.count("delivery")).isZero();
    }
}
