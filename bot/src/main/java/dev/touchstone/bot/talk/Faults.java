package dev.touchstone.bot.talk;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.UnreachableException;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.kit.Refusal;
import dev.touchstone.bot.slack.SlackFailure;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says whose fault a failure is, in words for the person whose click ran into it: Slack's, which did not answer;
/// Touchstone's, which did not; the request's, which cannot be carried out; or ours. What is ours is in the log
/// under an id that the person is told.
public final class Faults {
    private static final Logger log = LoggerFactory.getLogger(Faults.class);
    private static final Set<String> TOO_SLOW = Set.of("expired_trigger_id", "trigger_expired", "trigger_exchanged");

    private Faults() {}

    /// @param act whether something was to be done; otherwise it was only to be shown
    public static Message told(RuntimeException failure, boolean act, Instant now) {
        return switch (failure) {
            case ApiException refused when Refusals.isFinal(refused) -> Refusals.of(refused, now);
            case ApiException refused when isBusy(refused) -> Refusal.busy();
            case UnreachableException away when !isOurs(away) -> act ? Refusal.unanswered() : Refusal.unread();
            case SlackFailure.Refused slow when TOO_SLOW.contains(slow.code()) -> Refusal.slackTooSlow();
            case SlackFailure.Limited limited -> Refusal.slackAway();
            case SlackFailure.Unanswered unanswered -> Refusal.slackAway();
            default -> Refusal.ourFault(note(failure));
        };
    }

    /// Whether the backend has said that it takes nothing at the moment.
    public static boolean isBusy(ApiException refused) {
        return refused.passing() || refused.status() == 408;
    }

    /// An answer that cannot be read came from a backend of another version, or from something that is none.
    public static boolean isOurs(UnreachableException failure) {
        return failure.getCause() instanceof JsonProcessingException;
    }

    /// Writes a fault of ours into the log.
    ///
    /// @return its id there
    public static String note(Exception failure) {
        String id = "%08x".formatted(ThreadLocalRandom.current().nextInt());
        log.error("fault={} {}", id, failure.getMessage(), failure);
        return id;
    }
}
