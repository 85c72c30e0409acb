package dev.touchstone.bot.posting;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.delivery.Notice;
import dev.touchstone.api.delivery.Receipt;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.report.Reminder;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.wire.Json;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.kit.NoticeMessage;
import dev.touchstone.bot.card.review.ReminderMessage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reminders and notices: one message each, which nothing changes later.
final class ReminderDelivery {
    private final TouchstoneClient client;
    private final Posts posts;
    private final InstantSource clock;

    ReminderDelivery(TouchstoneClient client, Posts posts, InstantSource clock) {
        this.client = client;
        this.posts = posts;
        this.clock = clock;
    }

    /// Tells of the reviews that still wait.
    ///
    /// @return null when none does
    @Nullable
    Receipt reminded(Leased leased, String channel) {
        Reminder reminder = Json.read(leased.delivery().payload().toString(), Reminder.class);
        List<ReviewDetail> waiting = new ArrayList<>();
        for (Reminder.Due due : reminder.reviews()) {
            waiting(due.review(), reminder).ifPresent(waiting::add);
        }
        return waiting.isEmpty() ? null : once(leased, channel, ReminderMessage.of(reminder, waiting, clock.instant()));
    }

    Receipt noticed(Leased leased, String channel) {
        Notice notice = Json.read(leased.delivery().payload().toString(), Notice.class);
        return once(leased, channel, NoticeMessage.of(leased.delivery().pipeline(), notice.text()));
    }

    private Receipt once(Leased leased, String channel, Message message) {
        return posts.found(leased, channel)
                .orElseGet(() -> posts.post(leased, channel, Posts.Mark.of(leased), message));
    }

    private Optional<ReviewDetail> waiting(ReviewId review, Reminder reminder) {
        try {
            ReviewDetail detail = client.review(review);
            return detail.review().standing().state() == ReviewState.OPEN
                            && isFor(reminder, detail.review(), clock.instant())
                    ? Optional.of(detail)
                    : Optional.empty();
        } catch (ApiException e) {
            if (e.status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// What a colleague has taken over since is theirs.
    private static boolean isFor(Reminder reminder, Review review, Instant now) {
        Review.Claim claim = review.claim();
        return reminder.reviewer() == null
                || claim == null
                || !claim.until().isAfter(now)
                || claim.by().id().equals(reminder.reviewer().id());
    }
}
