package dev.touchstone.bot.home;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.client.UnreachableException;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.review.ReviewSummary;
import dev.touchstone.bot.action.Claims;
import dev.touchstone.bot.card.home.HomeFilter;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.kit.Refusal;
import dev.touchstone.bot.card.kit.ReviewRef;
import dev.touchstone.bot.people.Admission;
import dev.touchstone.bot.talk.Click;
import dev.touchstone.bot.talk.Faults;
import dev.touchstone.bot.talk.Refusals;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds what a reviewer should look at next. Thread-safe.
final class NextReview {
    private static final Logger log = LoggerFactory.getLogger(NextReview.class);
    /// Others may be faster with the first ones.
    private static final int CANDIDATES = 20;
    private static final int MOST_PREPARED = 1_000;

    private final TouchstoneClient client;
    private final OwnQueue queue;
    private final Admission admission;
    private final Claims claims;
    private final InstantSource clock;
    private final Map<String, Following> prepared = new ConcurrentHashMap<>();

    NextReview(TouchstoneClient client, Admission admission, Claims claims, InstantSource clock) {
        this.client = client;
        this.queue = new OwnQueue(client, admission);
        this.admission = admission;
        this.claims = claims;
        this.clock = clock;
    }

    /// A review that can be shown.
    ///
    /// @param left how many wait after it
    record Prepared(ReviewDetail detail, int left) {
        String id() {
            return detail.review().id().value();
        }

        ReviewRef ref() {
            return ReviewRef.of(detail.review());
        }
    }

    /// What was prepared to follow a review. A reviewer may be faster than the preparing: what follows another
    /// review than the one they see is of no use any more.
    private record Following(String shown, Prepared next) {}

    /// What there is for the reviewer.
    sealed interface Answer {
        /// A review, which they hold now.
        record Found(Prepared prepared) implements Answer {}

        /// Nothing waits.
        record Nothing() implements Answer {}

        /// Not for them, or not now.
        record Refused(Message message) implements Answer {}
    }

    /// The first of the queue that can be had.
    ///
    /// @param left the review just left, which may not be settled yet; null for none
    Answer takeNext(Click click, @Nullable String left) {
        OwnQueue.Own own = queue.own(click.user());
        for (ReviewSummary item : waiting(click, own, left)) {
            ReviewId id = item.review().id();
            try {
                claims.take(click, id);
                return new Answer.Found(new Prepared(client.review(id), others(click, own, id.value(), left)));
            } catch (ApiException e) {
                if (!Refusals.isFinal(e)) {
                    throw e;
                }
                // Somebody was faster; the next one may be free.
                log.debug("passed over review={} code={}", id, e.code());
            }
        }
        return new Answer.Nothing();
    }

    /// A certain review.
    Answer take(Click click, ReviewRef ref) {
        try {
            ReviewDetail detail = client.review(ref.reviewId());
            Optional<Refusal.Barrier> barrier =
                    admission.barrier(click.user(), detail.policy().reviewers());
            if (barrier.isPresent()) {
                return new Answer.Refused(Refusal.mayNotReview(detail.review().pipeline(), barrier.get()));
            }
            if (detail.review().standing().state() != ReviewState.OPEN) {
                return new Answer.Refused(Refusals.changed(detail.review(), clock.instant()));
            }
            claims.take(click, ref.reviewId());
            int left = others(click, queue.own(click.user()), ref.reviewId().value(), null);
            return new Answer.Found(new Prepared(detail, left));
        } catch (ApiException | UnreachableException e) {
            return new Answer.Refused(Faults.told(e, false, clock.instant()));
        }
    }

    private List<ReviewSummary> waiting(Click click, OwnQueue.Own own, @Nullable String except) {
        return queue.page(click.reviewerId(), own, HomeFilter.NONE, except, CANDIDATES)
                .items();
    }

    /// How many wait beside the one that is shown, and the one just left, which may not be settled yet.
    private int others(Click click, OwnQueue.Own own, String shown, @Nullable String left) {
        int open = queue.counts(click.reviewerId(), own, left).open();
        return Math.max(0, shown.equals(left) ? open : open - 1);
    }

    /// Reads the review that follows one, to be at hand. Only a convenience: a failure leaves nothing prepared.
    void prepare(Click click, String shown) {
        try {
            OwnQueue.Own own = queue.own(click.user());
            List<ReviewSummary> waiting = waiting(click, own, shown);
            if (waiting.isEmpty() || prepared.size() >= MOST_PREPARED) {
                return;
            }
            ReviewId id = waiting.getFirst().review().id();
            Prepared next = new Prepared(client.review(id), others(click, own, id.value(), shown));
            prepared.put(click.user(), new Following(shown, next));
        } catch (ApiException | UnreachableException e) {
            log.info("next review not prepared user={} error={}", click.user(), e.getMessage());
        }
    }

    /// What was prepared to follow the review that is shown; null when nothing was, or not yet.
    @Nullable
    Prepared takePrepared(String user, String shown) {
        Following following = prepared.remove(user);
        return following == null || !following.shown().equals(shown) ? null : following.next();
    }

    void forget(String user) {
        prepared.remove(user);
    }

    /// Claims a review that is on the screen already.
    ///
    /// @return false when somebody else has it, or it is settled
    boolean holds(Click click, Prepared shown) {
        try {
            claims.take(click, new ReviewId(shown.id()));
            return true;
        } catch (ApiException e) {
            if (!Refusals.isFinal(e)) {
                throw e;
            }
            return false;
        }
    }
}
