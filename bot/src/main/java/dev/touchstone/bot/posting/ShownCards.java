package dev.touchstone.bot.posting;

import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.delivery.Receipt;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.bot.card.kit.Links;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.review.ResolvedCard;
import dev.touchstone.bot.card.review.ReviewCard;
import dev.touchstone.bot.posting.Tally.Event;
import dev.touchstone.bot.slack.Chat;
import dev.touchstone.bot.slack.SlackFailure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The messages that show reviews, and what each shows. A click updates its message at once; the delivery that
/// tells of the same decision then finds nothing left to do. One change at a time reaches a message, and never an
/// older state after a newer one. Thread-safe.
public final class ShownCards {
    private static final Logger log = LoggerFactory.getLogger(ShownCards.class);
    private static final int REMEMBERED = 20_000;
    private final Chat chat;
    private final TouchstoneClient client;
    private final Links links;
    private final InstantSource clock;
    private final Tally tally;
    private final UndoWindows windows;
    private final Stripes stripes = new Stripes();
    private final Map<Receipt, Face> faces = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Receipt, Face> eldest) {
            return size() > REMEMBERED;
        }
    };

    public ShownCards(
            Chat chat, TouchstoneClient client, Links links, InstantSource clock, Tally tally, UndoWindows windows) {
        this.chat = chat;
        this.client = client;
        this.links = links;
        this.clock = clock;
        this.tally = tally;
        this.windows = windows;
    }

    /// All that tells two drawings of a review apart.
    private record Face(
            int revision,
            ReviewState state,
            @Nullable ReviewerId claimedBy,
            @Nullable Instant claimedUntil,
            boolean undoable) {
        static Face of(ReviewDetail detail, Instant now) {
            Review review = detail.review();
            Review.Claim claim = review.claim();
            return new Face(
                    review.standing().revision(),
                    review.standing().state(),
                    claim == null ? null : claim.by().id(),
                    claim == null ? null : claim.until(),
                    ResolvedCard.undoableUntil(detail).filter(now::isBefore).isPresent());
        }
    }

    /// The card of a review, open or resolved, as it should look now.
    Message drawn(ReviewDetail detail) {
        return detail.review().standing().state() == ReviewState.OPEN
                ? ReviewCard.of(detail, links, clock.instant())
                : ResolvedCard.of(detail, links, clock.instant());
    }

    /// Notes what a message was posted with.
    void posted(Receipt at, ReviewDetail detail) {
        remember(at, Face.of(detail, clock.instant()));
    }

    /// Makes a message show the review, unless it does.
    ///
    /// @return false when the message is gone
    /// @throws SlackFailure when Slack did not do it, for a reason that may pass
    public boolean show(Receipt at, ReviewDetail detail) {
        return stripes.locked(at, () -> showLocked(at, detail));
    }

    /// Makes a message show the review as the backend has it now.
    public boolean refresh(Receipt at, ReviewId reviewId) {
        return stripes.locked(at, () -> showLocked(at, client.review(reviewId)));
    }

    /// Makes a message show the review as it is, whatever it showed before: its texts are gone.
    ///
    /// @return false when the message is gone
    /// @throws SlackFailure when Slack did not do it, for a reason that may pass
    boolean showAnew(Receipt at, ReviewDetail detail) {
        return stripes.locked(at, () -> {
            synchronized (faces) {
                faces.remove(at);
            }
            return showLocked(at, detail);
        });
    }

    private boolean showLocked(Receipt at, ReviewDetail detail) {
        Face wanted = Face.of(detail, clock.instant());
        Face shown = remembered(at);
        if (shown != null && (shown.equals(wanted) || shown.revision() > wanted.revision())) {
            tally.count(Event.SPARED);
            return true;
        }
        try {
            update(at, detail);
        } catch (SlackFailure.Refused e) {
            if (Fallback.isGone(e)) {
                // Somebody deleted it, which is their right; the review goes on elsewhere.
                log.info(
                        "card gone review={} channel={} error={}",
                        detail.review().id(),
                        at.channel(),
                        e.code());
                tally.count(Event.GONE);
                return false;
            }
            throw e;
        }
        tally.count(Event.UPDATED);
        remember(at, wanted);
        if (wanted.undoable()) {
            ResolvedCard.undoableUntil(detail)
                    .ifPresent(until -> windows.note(at, detail.review().id(), until));
        }
        return true;
    }

    private void update(Receipt at, ReviewDetail detail) {
        Message card = drawn(detail);
        try {
            chat.update(at, card);
        } catch (SlackFailure.Refused e) {
            if (!Fallback.helps(e)) {
                throw e;
            }
            log.error(
                    "blocks refused, fallback shown review={} error={}",
                    detail.review().id(),
                    e.code());
            tally.count(Event.FALLBACK);
            chat.update(at, Fallback.of(detail, card, links));
        }
    }

    private @Nullable Face remembered(Receipt at) {
        synchronized (faces) {
            return faces.get(at);
        }
    }

    private void remember(Receipt at, Face face) {
        synchronized (faces) {
            faces.put(at, face);
        }
    }
}
