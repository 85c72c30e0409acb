package dev.touchstone.bot.action;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.client.UnreachableException;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.bot.card.kit.ModalState;
import dev.touchstone.bot.talk.Refusals;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The reviews that forms were lately drawn from. A submitted form is read against what it was drawn from, and has
/// to be acknowledged before a slow backend would answer. Thread-safe.
public final class Details {
    private static final int MOST = 200;

    /// What is left of Slack's three seconds when the form was drawn by another process.
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private final TouchstoneClient client;
    private final Map<Drawn, ReviewDetail> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Drawn, ReviewDetail> eldest) {
            return size() > MOST;
        }
    };

    /// What a form was drawn from. The policy may be another one by the time it is submitted.
    private record Drawn(ReviewId reviewId, @Nullable Integer policyVersion) {}

    public Details(TouchstoneClient client) {
        this.client = client;
    }

    public void put(ReviewDetail detail) {
        synchronized (known) {
            known.put(new Drawn(detail.review().id(), detail.policyVersion()), detail);
        }
    }

    /// What came of looking for what a form was drawn from.
    public sealed interface Found {
        record Here(ReviewDetail detail) implements Found {}

        /// It cannot be had in time; perhaps later.
        record NotNow() implements Found {}

        /// It cannot be had at all.
        ///
        /// @param why a sentence for the reviewer
        record Never(String why) implements Found {}
    }

    public Found inTime(ModalState state) {
        Drawn drawn = new Drawn(state.review().reviewId(), state.policyVersion());
        synchronized (known) {
            ReviewDetail detail = known.get(drawn);
            if (detail != null) {
                return new Found.Here(detail);
            }
        }
        CompletableFuture<ReviewDetail> answer = new CompletableFuture<>();
        Thread reader = Thread.ofVirtual().name("detail").start(() -> read(drawn, answer));
        try {
            ReviewDetail detail = answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            put(detail);
            return new Found.Here(detail);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Found.NotNow();
        } catch (ExecutionException e) {
            return e.getCause() instanceof ApiException refused && Refusals.isFinal(refused)
                    ? new Found.Never(refused.problem().detail())
                    : new Found.NotNow();
        } catch (TimeoutException e) {
            reader.interrupt();
            return new Found.NotNow();
        }
    }

    private void read(Drawn drawn, CompletableFuture<ReviewDetail> answer) {
        try {
            answer.complete(client.review(drawn.reviewId(), drawn.policyVersion()));
        } catch (ApiException | UnreachableException e) {
            answer.completeExceptionally(e);
        }
    }
}
