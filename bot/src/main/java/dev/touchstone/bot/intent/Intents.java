package dev.touchstone.bot.intent;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.client.UnreachableException;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.Panel;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.kit.NoticeText;
import dev.touchstone.bot.card.kit.Refusal;
import dev.touchstone.bot.card.kit.Refusal.Wait;
import dev.touchstone.bot.intent.Applying.Result;
import dev.touchstone.bot.people.Admission;
import dev.touchstone.bot.people.People;
import dev.touchstone.bot.posting.ShownCards;
import dev.touchstone.bot.slack.NotAcknowledged;
import dev.touchstone.bot.slack.SlackFailure;
import dev.touchstone.bot.talk.Teller;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out what reviewers decided. [#keep] returns once it is safe; [#carryOut] tries it at once, and whatever
/// the backend cannot take now waits, in order, until it can. Thread-safe.
public final class Intents implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Intents.class);
    private static final Duration MOST_PATIENCE = Duration.ofHours(24);

    /// With a fault of ours: what fails again and again will not be applied, and must not be promised.
    private static final Duration PATIENCE_WITH_FAULTS = Duration.ofMinutes(3);

    /// Of a burst of clicks. The backend decides one after the other anyway; more at once would only be refused, and
    /// take the processor from the acknowledgements of those behind.
    private static final int MOST_AT_ONCE = 16;

    private final Semaphore atOnce = new Semaphore(MOST_AT_ONCE, true);
    private final Applying applying;
    private final ShownCards cards;
    private final Teller teller;
    private final InstantSource clock;
    private final Backlog backlog;
    private final Journal journal;

    public Intents(
            TouchstoneClient client,
            People people,
            Admission admission,
            ShownCards cards,
            Teller teller,
            Path folder,
            InstantSource clock) {
        this.applying = new Applying(client, people, admission, clock);
        this.cards = cards;
        this.teller = teller;
        this.journal = new Journal(folder);
        this.clock = clock;
        this.backlog = new Backlog(this::again);
    }

    /// Opens the journal and takes up what an earlier process left.
    public void start() {
        journal.open();
        journal.pending().forEach(intent -> backlog.add(intent, false));
        backlog.start();
    }

    /// Returns once the intent survives a crash of this process. Must be called before the click is acknowledged.
    ///
    /// @throws NotAcknowledged when it would not: nothing of it is kept or carried out, and Slack shows the person
    /// that the click failed
    public void keep(Intent intent) {
        try {
            journal.keep(intent);
        } catch (UncheckedIOException e) {
            log.error("intent not kept on disk review={} user={}", intent.reviewId(), intent.user(), e);
            throw new NotAcknowledged(e);
        }
    }

    /// Carries out a kept intent, or puts it behind those that wait already.
    ///
    /// @return whether it was applied
    public boolean carryOut(Intent intent) {
        atOnce.acquireUninterruptibly();
        try {
            return carriedOut(intent);
        } finally {
            atOnce.release();
        }
    }

    private boolean carriedOut(Intent intent) {
        if (backlog.isAhead(intent)) {
            later(intent, backlog.isBlocked() ? Wait.BACKEND : Wait.EARLIER);
            return false;
        }
        return switch (applying.apply(intent)) {
            case Result.Applied applied -> {
                settle(intent, applied);
                yield true;
            }
            case Result.Refused refused -> {
                settle(intent, refused);
                yield false;
            }
            case Result.Later later -> {
                later(intent, later.waitsFor());
                yield false;
            }
            case Result.Broken broken -> {
                backlog.add(intent, false);
                tell(intent, Refusal.keptForNow(broken.fault()));
                yield false;
            }
        };
    }

    /// Whether the backend was away at the last attempt.
    public boolean backendAway() {
        return backlog.isBlocked() && backlog.size() > 0;
    }

    /// Takes what is settled off the disk: what it was about was erased.
    public void forgetSettled() {
        journal.emptyOnceSettled();
    }

    /// How many wait for the backend.
    public int waiting() {
        return backlog.size();
    }

    private void later(Intent intent, Wait wait) {
        log.warn("intent kept review={} user={} waits_for={}", intent.reviewId(), intent.user(), wait);
        backlog.add(intent, wait == Wait.BACKEND);
        tell(intent, Refusal.kept(wait));
    }

    private Backlog.Next again(Intent intent) {
        Result result = applying.apply(intent);
        if (result instanceof Result.Later later && within(MOST_PATIENCE, intent)) {
            return later.backendAway() ? Backlog.Next.STOP : Backlog.Next.SKIP;
        }
        if (result instanceof Result.Broken && within(PATIENCE_WITH_FAULTS, intent)) {
            return Backlog.Next.SKIP;
        }
        switch (result) {
            case Result.Applied applied -> {
                settle(intent, applied);
                tell(intent, NoticeText.applied(action(intent)));
            }
            case Result.Refused refused -> settle(intent, refused);
            case Result.Later unused -> {
                tell(intent, NoticeText.expired());
                journal.settle(intent.key());
            }
            case Result.Broken broken -> {
                tell(intent, NoticeText.failed(broken.fault()));
                journal.settle(intent.key());
            }
        }
        return Backlog.Next.DONE;
    }

    private boolean within(Duration patience, Intent intent) {
        return intent.at().plus(patience).isAfter(clock.instant());
    }

    private void settle(Intent intent, Result.Applied applied) {
        log.info("applied review={} user={} action={}", intent.reviewId(), intent.user(), action(intent));
        if (intent.card() != null) {
            try {
                boolean unused = cards.show(intent.card(), applied.detail());
            } catch (SlackFailure.Limited e) {
                // The delivery about the same decision will, and until then nothing else shows that the click counted.
                tell(intent, NoticeText.cardLater(action(intent), e.retryAfter()));
            } catch (SlackFailure e) {
                // The delivery about the same decision will.
                log.info("card not updated yet review={} error={}", intent.reviewId(), e.getMessage());
            }
        }
        tellOfSeat(intent, applied.detail().review());
        journal.settle(intent.key());
    }

    /// The card says that one more verdict is in, and not whose.
    private void tellOfSeat(Intent intent, Review review) {
        Panel panel = review.standing().panel();
        if (panel != null
                && intent.decision() != null
                && intent.channel() != null
                && review.standing().state() == ReviewState.OPEN) {
            tell(intent, NoticeText.panelVerdict(review, panel));
        }
    }

    private void settle(Intent intent, Result.Refused refused) {
        log.info("refused review={} user={} action={}", intent.reviewId(), intent.user(), action(intent));
        Message message = refused.message();
        if (message != null) {
            tell(intent, message);
        }
        if (intent.card() != null) {
            try {
                boolean unused = cards.refresh(intent.card(), intent.reviewId());
            } catch (SlackFailure | ApiException | UnreachableException e) {
                log.info("card not refreshed review={} error={}", intent.reviewId(), e.getMessage());
            }
        }
        journal.settle(intent.key());
    }

    private void tell(Intent intent, Message message) {
        teller.tell(intent.user(), intent.channel(), message);
    }

    private static DecisionAction action(Intent intent) {
        return intent.decision() == null
                ? DecisionAction.UNDO
                : intent.decision().action();
    }

    @Override
    public void close() {
        backlog.close();
        journal.close();
    }
}
