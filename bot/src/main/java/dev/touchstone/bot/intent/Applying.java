package dev.touchstone.bot.intent;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.client.UnreachableException;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.GoldenFate;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.kit.Refusal;
import dev.touchstone.bot.card.kit.Refusal.Barrier;
import dev.touchstone.bot.card.kit.Refusal.Wait;
import dev.touchstone.bot.people.Admission;
import dev.touchstone.bot.people.People;
import dev.touchstone.bot.people.ReviewerIds;
import dev.touchstone.bot.talk.Faults;
import dev.touchstone.bot.talk.Refusals;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tries to carry out an intent: asks who may, sends it, and reads the answer.
final class Applying {
    private final TouchstoneClient client;
    private final People people;
    private final Admission admission;
    private final InstantSource clock;

    Applying(TouchstoneClient client, People people, Admission admission, InstantSource clock) {
        this.client = client;
        this.people = people;
        this.admission = admission;
        this.clock = clock;
    }

    /// What came of an attempt.
    sealed interface Result {
        /// It counts; the review as it is now.
        record Applied(ReviewDetail detail) implements Result {}

        /// It does not count.
        ///
        /// @param message what to tell; null when there is nothing the reviewer does not know
        record Refused(@Nullable Message message) implements Result {}

        /// It could not be told whether it counts; try again.
        ///
        /// @param waitsFor what it waits for
        record Later(Wait waitsFor) implements Result {
            /// Whether other intents would fare no better.
            boolean backendAway() {
                return waitsFor == Wait.BACKEND;
            }
        }

        /// Touchstone has a fault, or does not take the bot's key. It may pass; nobody knows.
        ///
        /// @param fault its id in the log
        record Broken(String fault) implements Result {}
    }

    Result apply(Intent intent) {
        try {
            ReviewDetail before = client.review(intent.reviewId());
            Optional<Barrier> barrier =
                    admission.barrier(intent.user(), before.policy().reviewers());
            if (barrier.isPresent()) {
                return barrier.get() == Barrier.UNKNOWN
                        ? new Result.Later(Wait.SLACK)
                        : new Result.Refused(
                                Refusal.mayNotReview(before.review().pipeline(), barrier.get()));
            }
            Intent named = intent.by(people.reviewer(intent.user()));
            return new Result.Applied(
                    named.decision() != null ? decided(named, named.decision(), before) : undone(named));
        } catch (ApiException e) {
            if (Refusals.isFinal(e)) {
                return refused(intent, e);
            }
            return Faults.isBusy(e) ? new Result.Later(Wait.BUSY) : new Result.Broken(Faults.note(e));
        } catch (UnreachableException e) {
            return Faults.isOurs(e) ? new Result.Broken(Faults.note(e)) : new Result.Later(Wait.BACKEND);
        } catch (RuntimeException e) {
            return new Result.Broken(Faults.note(e));
        }
    }

    /// The answer holds all that changed, which spares reading the review again.
    private ReviewDetail decided(Intent intent, NewDecision wanted, ReviewDetail before) {
        Review after = client.decide(intent.reviewId(), wanted, intent.key());
        if (after.standing().panel() != null) {
            // What the others said, and when, the answer does not tell.
            return client.review(intent.reviewId());
        }
        List<Decision> history = new ArrayList<>(before.history());
        Decision decision = after.decision();
        if (decision != null && history.stream().noneMatch(known -> known.id().equals(decision.id()))) {
            history.add(decision);
        }
        return new ReviewDetail(
                after,
                before.output(),
                before.policy(),
                history,
                before.cards(),
                before.committee(),
                before.feedback(),
                before.policyVersion(),
                golden(intent, wanted));
    }

    /// What became of a correction, which the answer does not tell. The decision counts whether or not it can be read.
    private @Nullable GoldenFate golden(Intent intent, NewDecision wanted) {
        if (wanted.correctedOutput() == null && wanted.correctedAttributes().isEmpty()) {
            return null;
        }
        try {
            return client.review(intent.reviewId()).golden();
        } catch (ApiException | UnreachableException e) {
            return null;
        }
    }

    private ReviewDetail undone(Intent intent) {
        Review unused = client.undo(intent.reviewId(), Objects.requireNonNull(intent.undo()), intent.key());
        return client.review(intent.reviewId());
    }

    private Result refused(Intent intent, ApiException problem) {
        boolean known = Refusals.changed(problem)
                .map(Review::decision)
                .filter(decision -> same(intent, decision))
                .isPresent();
        return new Result.Refused(known ? null : Faults.told(problem, true, clock.instant()));
    }

    /// A second click of the same person that asked for what the first brought about.
    private static boolean same(Intent intent, Decision decision) {
        return intent.decision() != null
                && decision.action() == intent.decision().action()
                && decision.reviewer().id().equals(ReviewerIds.of(intent.user()));
    }
}
