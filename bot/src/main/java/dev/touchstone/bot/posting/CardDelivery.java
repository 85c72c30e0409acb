package dev.touchstone.bot.posting;

import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.delivery.Receipt;
import dev.touchstone.api.delivery.ReviewNote;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.wire.Json;
import dev.touchstone.bot.card.diff.DiffMessage;
import dev.touchstone.bot.card.kit.NoticeMessage;
import dev.touchstone.bot.card.review.FeedbackWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a delivery about a review does in its channel. A delivery is an invitation to look: what is shown is read
/// from the backend at that moment, so a late one shows nothing stale.
final class CardDelivery {
    private final TouchstoneClient client;
    private final ShownCards cards;
    private final CardPost post;

    CardDelivery(TouchstoneClient client, ShownCards cards, CardPost post) {
        this.client = client;
        this.cards = cards;
        this.post = post;
    }

    /// A review waits: posts its card, unless it is shown or settled already.
    ///
    /// @return where it is shown; null when it needs no card
    @Nullable
    Receipt opened(Leased leased, String channel) {
        ReviewDetail detail = client.review(new ReviewId(leased.delivery().subject()));
        Optional<Receipt> earlier = post.found(leased, channel);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        boolean needed = detail.review().standing().state() == ReviewState.OPEN
                && detail.cards().stream().noneMatch(card -> card.channel().equals(channel));
        return needed ? post.post(leased, channel, detail) : null;
    }

    /// A review was settled: every copy shows it, and the thread of the first says what was corrected.
    void closed(Leased leased) {
        ReviewDetail detail = client.review(new ReviewId(leased.delivery().subject()));
        List<Receipt> left = shown(detail);
        if (left.isEmpty() || !isAbout(leased, detail.review().decision())) {
            return;
        }
        DiffMessage.of(detail).ifPresent(diff -> post.reply(leased, left.getFirst(), diff));
    }

    /// A settled review is open again: every copy shows it. When none is left, it gets a new one.
    @Nullable
    Receipt reopened(Leased leased, String channel) {
        Optional<Receipt> earlier = post.found(leased, channel);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        ReviewDetail detail = client.review(new ReviewId(leased.delivery().subject()));
        boolean needed = shown(detail).isEmpty() && detail.review().standing().state() == ReviewState.OPEN;
        return needed ? post.post(leased, channel, detail) : null;
    }

    /// Somebody said something of an output whose card is shown: its thread tells it, unless the review is
    /// settled or is judged blind by now.
    void noted(Leased leased) {
        ReviewDetail detail = client.review(new ReviewId(leased.delivery().subject()));
        if (detail.review().standing().state() != ReviewState.OPEN
                || detail.review().asked().blind()) {
            return;
        }
        ReviewNote note = Json.read(leased.delivery().payload().toString(), ReviewNote.class);
        detail.cards().stream()
                .findFirst()
                .ifPresent(card -> post.reply(leased, card, NoticeMessage.reply(FeedbackWords.told(note))));
    }

    /// The texts are gone: no copy shows them any more, and what the bot wrote below goes. What people wrote there is
    /// theirs.
    void erased(Leased leased) {
        ReviewDetail detail = client.review(new ReviewId(leased.delivery().subject()));
        for (Receipt card : detail.cards()) {
            leased.requireHeld();
            if (cards.showAnew(card, detail)) {
                post.removeReplies(leased, card);
            }
        }
    }

    private List<Receipt> shown(ReviewDetail detail) {
        List<Receipt> left = new ArrayList<>();
        for (Receipt card : detail.cards()) {
            if (cards.show(card, detail)) {
                left.add(card);
            }
        }
        return left;
    }

    /// The decision may have been taken back, and even replaced, since the delivery was written; the later delivery
    /// tells of that.
    private static boolean isAbout(Leased leased, @Nullable Decision decision) {
        return decision != null
                && decision.revision()
                        == leased.delivery().payload().path("revision").asInt(-1);
    }
}
