package dev.touchstone.backend.webhook;

import dev.touchstone.api.delivery.Acknowledgement;
import dev.touchstone.backend.outbox.Leased;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.outbox.RetrySchedule;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What came of calling an endpoint once.
public sealed interface WebhookAnswer {
    int GONE = 410;

    /// An endpoint cannot put a delivery off for longer than this at a time.
    Duration LONGEST_WAIT = Duration.ofHours(24);

    /// The endpoint answered.
    ///
    /// @param retryAfter the header as it came
    record Status(int code, @Nullable String retryAfter) implements WebhookAnswer {}

    /// There was no answer.
    ///
    /// @param why without any text of the endpoint's or of ours
    record None(String why) implements WebhookAnswer {}

    /// What to tell the outbox.
    default Acknowledgement acknowledge(Leased delivery, Instant now) {
        return switch (this) {
            case Status(int code, String header) when code >= 200 && code < 300 -> delivery.done();
            case Status(int code, String header)
            when code == GONE ->
                delivery.giveUp(
                        "status 410: the endpoint is gone and was disabled; POST /v1/webhooks:enable calls it again");
            case Status(int code, String header)
            when code == 429 || code == 503 -> delivery.retry("status " + code, wait(delivery, header, now));
            case Status(int code, String header)
            when code >= 300 && code < 400 ->
                delivery.retry(
                        "status " + code + ": redirects are not followed; post outputs with the final URL", null);
            case Status(int code, String header) -> delivery.retry("status " + code, null);
            case None(String why) -> delivery.retry(why, null);
        };
    }

    /// Not sooner than the endpoint asks, nor than the backoff has it: `Retry-After: 1` ten times over must not use
    /// up the attempts of three days in ten seconds. Null at the last attempt, which is the end in any case.
    private static @Nullable Duration wait(Leased delivery, @Nullable String header, Instant now) {
        Duration asked = RetryAfter.parse(header, now);
        if (asked == null || delivery.attempt() >= Outbox.MOST_ATTEMPTS) {
            return null;
        }
        Duration backoff = RetrySchedule.after(delivery.attempt(), delivery.id());
        Duration capped = asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
        return capped.compareTo(backoff) > 0 ? capped : backoff;
    }
}
