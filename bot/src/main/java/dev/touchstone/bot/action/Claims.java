package dev.touchstone.bot.action;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.client.UnreachableException;
import dev.touchstone.api.delivery.Receipt;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.review.ClaimRequest;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.bot.card.kit.NoticeText;
import dev.touchstone.bot.card.kit.Refusal;
import dev.touchstone.bot.card.kit.ReviewRef;
import dev.touchstone.bot.people.Admission;
import dev.touchstone.bot.people.People;
import dev.touchstone.bot.posting.ShownCards;
import dev.touchstone.bot.slack.SlackFailure;
import dev.touchstone.bot.talk.Click;
import dev.touchstone.bot.talk.Errands;
import dev.touchstone.bot.talk.Teller;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who holds a review: claims, hands back and skips, and what the cards say of them. Thread-safe.
public final class Claims {
    private static final Logger log = LoggerFactory.getLogger(Claims.class);
    private static final Duration LEASE = Duration.ofMinutes(10);

    private final TouchstoneClient client;
    private final People people;
    private final Admission admission;
    private final ShownCards cards;
    private final Errands errands;
    private final Teller teller;

    public Claims(
            TouchstoneClient client,
            People people,
            Admission admission,
            ShownCards cards,
            Errands errands,
            Teller teller) {
        this.client = client;
        this.people = people;
        this.admission = admission;
        this.cards = cards;
        this.errands = errands;
        this.teller = teller;
    }

    void claim(Click click, ReviewRef ref) {
        errands.run("claim", click, () -> {
            if (admitted(click, ref)) {
                try {
                    take(click, ref.reviewId());
                } finally {
                    refresh(click, ref.reviewId());
                }
            }
        });
    }

    void handBack(Click click, ReviewRef ref) {
        errands.run("hand back", click, () -> {
            try {
                Review unused = client.handBack(ref.reviewId(), people.reviewer(click.user()));
            } finally {
                refresh(click, ref.reviewId());
            }
        });
    }

    void skip(Click click, ReviewRef ref) {
        errands.run("skip", click, () -> {
            if (admitted(click, ref)) {
                passOver(click, ref.reviewId());
                teller.tell(click, NoticeText.skipped());
                refresh(click, ref.reviewId());
            }
        });
    }

    private boolean admitted(Click click, ReviewRef ref) {
        ReviewDetail detail = client.review(ref.reviewId());
        Optional<Refusal.Barrier> barrier =
                admission.barrier(click.user(), detail.policy().reviewers());
        barrier.ifPresent(
                what -> teller.tell(click, Refusal.mayNotReview(detail.review().pipeline(), what)));
        return barrier.isEmpty();
    }

    /// Takes or renews the claim.
    ///
    /// @throws ApiException when somebody else holds it, or it is settled
    public void take(Click click, ReviewId reviewId) {
        Review unused = client.claim(reviewId, new ClaimRequest(people.reviewer(click.user()), LEASE, null));
    }

    public void passOver(Click click, ReviewId reviewId) {
        Review unused = client.skip(reviewId, people.reviewer(click.user()));
    }

    /// Hands back a claim whose modal was closed. Nobody waits for it: should it fail, the claim ends by itself.
    public void giveBack(Click click, ReviewRef ref) {
        errands.run("give back", click, () -> {
            try {
                Review unused = client.handBack(ref.reviewId(), people.reviewer(click.user()));
                refresh(click, ref.reviewId());
            } catch (ApiException | UnreachableException e) {
                log.info("claim left to end review={} error={}", ref.reviewId(), e.getMessage());
            }
        });
    }

    /// Makes the card of the click and every other one show how the review stands. A card that cannot be updated
    /// now is when the review is settled.
    public void refresh(Click click, ReviewId reviewId) {
        try {
            Set<Receipt> shown = new LinkedHashSet<>();
            if (click.message() != null) {
                shown.add(click.message());
            }
            shown.addAll(client.review(reviewId).cards());
            shown.forEach(card -> cards.refresh(card, reviewId));
        } catch (ApiException | UnreachableException | SlackFailure e) {
            log.info("cards not refreshed review={} error={}", reviewId, e.getMessage());
        }
    }
}
