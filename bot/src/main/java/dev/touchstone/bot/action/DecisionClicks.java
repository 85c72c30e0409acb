package dev.touchstone.bot.action;

import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.bot.card.kit.ReviewRef;
import dev.touchstone.bot.intent.Intent;
import dev.touchstone.bot.intent.Intents;
import dev.touchstone.bot.talk.Click;
import dev.touchstone.bot.talk.Errands;
import java.time.InstantSource;

/// Clicks that settle a review or take that back: kept before they are acknowledged, carried out after.
public final class DecisionClicks {
    private final Intents intents;
    private final Errands errands;
    private final InstantSource clock;
    private volatile Afterwards afterwards = click -> {};

    /// Hears of every click that was carried out, applied or not.
    public interface Afterwards {
        void done(Click click);
    }

    public DecisionClicks(Intents intents, Errands errands, InstantSource clock) {
        this.intents = intents;
        this.errands = errands;
        this.clock = clock;
    }

    public void afterwards(Afterwards listener) {
        afterwards = listener;
    }

    void approve(Click click, ReviewRef ref) {
        NewDecision decision = NewDecision.approve(Reviewer.of(click.reviewerId()), ref.revision(), null);
        start("approve", click, Intent.decide(click, ref.reviewId(), decision, clock.instant()));
    }

    void reject(Click click, ReviewRef ref, String reason) {
        NewDecision decision = NewDecision.reject(Reviewer.of(click.reviewerId()), ref.revision(), reason, null, null);
        start("reject", click, Intent.decide(click, ref.reviewId(), decision, clock.instant()));
    }

    /// Undo within the policy's window, re-open after it: the backend knows which.
    public void takeBack(Click click, ReviewRef ref) {
        start("take back", click, Intent.takeBack(click, ref.reviewId(), ref.revision(), clock.instant()));
    }

    void decide(Click click, ReviewRef ref, NewDecision decision) {
        start("decide", click, Intent.decide(click, ref.reviewId(), decision, clock.instant()));
    }

    private void start(String what, Click click, Intent intent) {
        intents.keep(intent);
        errands.run(what, click, () -> {
            boolean unused = intents.carryOut(intent);
            afterwards.done(click);
        });
    }
}
