package dev.touchstone.bot.posting;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.client.UnreachableException;
import dev.touchstone.api.delivery.Acknowledgement;
import dev.touchstone.api.delivery.Delivery;
import dev.touchstone.api.wire.Backoff;
import dev.touchstone.bot.posting.Tally.Event;
import dev.touchstone.bot.slack.SlackFailure;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out one delivery and tells the backend what became of it. What may pass is given back with the time to
/// wait: the backend keeps the channel's order meanwhile, and keeps the delivery should this process die.
public final class Delivering {
    private static final Logger log = LoggerFactory.getLogger(Delivering.class);
    private static final Set<String> GONE = Set.of("unknown-review", "unknown-alarm", "unknown-digest");
    private static final Backoff PATIENCE = Backoff.doubling(Duration.ofSeconds(1), Duration.ofSeconds(30));
    /// What somebody has to repair is said again after so many attempts.
    private static final int BETWEEN_COMPLAINTS = 30;

    private static final Duration BETWEEN_ACKNOWLEDGEMENTS = Duration.ofMillis(500);

    private final TouchstoneClient client;
    private final CardDelivery cards;
    private final AlarmDelivery alarms;
    private final DigestDelivery digests;
    private final ReminderDelivery reminders;
    private final Destinations destinations;
    private final Tally tally;
    private final @Nullable String defaultChannel;
    private volatile Runnable afterErasing = () -> {};

    Delivering(
            TouchstoneClient client,
            CardDelivery cards,
            AlarmDelivery alarms,
            DigestDelivery digests,
            ReminderDelivery reminders,
            Destinations destinations,
            Tally tally,
            @Nullable String defaultChannel) {
        this.client = client;
        this.cards = cards;
        this.alarms = alarms;
        this.digests = digests;
        this.reminders = reminders;
        this.destinations = destinations;
        this.tally = tally;
        this.defaultChannel = defaultChannel;
    }

    /// @param then is run whenever texts were taken out of messages
    void afterErasing(Runnable then) {
        afterErasing = then;
    }

    void deliver(Leased leased) {
        Delivery delivery = leased.delivery();
        Acknowledgement answer;
        try {
            answer = carriedOut(leased);
        } catch (Leased.Over e) {
            log.warn("lease over before the work was done delivery={} attempt={}", delivery.id(), delivery.attempt());
            return;
        } catch (SlackFailure e) {
            answer = failed(delivery, e);
        } catch (ApiException e) {
            answer = failed(delivery, e);
        } catch (UnreachableException e) {
            log.warn("backend unreachable delivery={}", delivery.id());
            answer = Acknowledgement.retry(delivery, "what it is about could not be read", Duration.ofSeconds(1));
        } catch (RuntimeException e) {
            log.error("delivery failed delivery={} kind={}", delivery.id(), delivery.kind(), e);
            answer = Acknowledgement.retry(
                    delivery, "the bot failed: " + e.getClass().getSimpleName(), null);
        }
        acknowledge(leased, answer);
    }

    private Acknowledgement carriedOut(Leased leased) {
        Delivery delivery = leased.delivery();
        String named = delivery.channel() != null ? delivery.channel() : defaultChannel;
        if (named == null) {
            return Acknowledgement.giveUp(delivery, "the delivery names no channel, and the bot has no default one");
        }
        String channel = destinations.channel(named).orElse(null);
        if (channel == null) {
            tally.count(Event.REFUSED);
            String code = "channel_not_found";
            return Acknowledgement.retry(delivery, Trouble.of(code, named), Trouble.untilRepaired(code));
        }
        return switch (delivery.kind()) {
            case REVIEW_OPENED -> Acknowledgement.delivered(delivery, cards.opened(leased, channel));
            case REVIEW_REOPENED -> Acknowledgement.delivered(delivery, cards.reopened(leased, channel));
            case REVIEW_CLOSED -> {
                cards.closed(leased);
                yield Acknowledgement.delivered(delivery, null);
            }
            case REVIEW_NOTE -> {
                cards.noted(leased);
                yield Acknowledgement.delivered(delivery, null);
            }
            case REVIEW_ERASED -> {
                cards.erased(leased);
                afterErasing.run();
                yield Acknowledgement.delivered(delivery, null);
            }
            case ALARM -> Acknowledgement.delivered(delivery, alarms.told(leased, channel));
            case DIGEST -> Acknowledgement.delivered(delivery, digests.posted(leased, channel));
            case NOTICE -> Acknowledgement.delivered(delivery, reminders.noticed(leased, channel));
            case REMINDER -> Acknowledgement.delivered(delivery, reminders.reminded(leased, channel));
        };
    }

    private Acknowledgement failed(Delivery delivery, SlackFailure failure) {
        return switch (failure) {
            case SlackFailure.Limited limited -> {
                tally.count(Event.LIMITED);
                yield Acknowledgement.retry(delivery, "Slack asked to wait", limited.retryAfter());
            }
            case SlackFailure.Unanswered lost -> {
                log.warn(
                        "slack did not answer delivery={} attempt={} error={}",
                        delivery.id(),
                        delivery.attempt(),
                        lost.getMessage());
                yield Acknowledgement.retry(delivery, "Slack did not answer", patience(delivery.attempt()));
            }
            case SlackFailure.Refused refused -> {
                tally.count(Event.REFUSED);
                String trouble = Trouble.of(refused.code(), String.valueOf(delivery.channel()));
                if (delivery.attempt() % BETWEEN_COMPLAINTS == 1) {
                    log.error(
                            "slack refused delivery={} channel={} error={}",
                            delivery.id(),
                            delivery.channel(),
                            trouble);
                }
                yield Fallback.helps(refused)
                        ? Acknowledgement.giveUp(delivery, trouble)
                        : Acknowledgement.retry(delivery, trouble, Trouble.untilRepaired(refused.code()));
            }
        };
    }

    private Acknowledgement failed(Delivery delivery, ApiException problem) {
        if (GONE.contains(problem.code())) {
            // What it is about is gone, and with it the reason to show it.
            return Acknowledgement.delivered(delivery, null);
        }
        log.warn("backend refused delivery={} code={}", delivery.id(), problem.code());
        return Acknowledgement.retry(
                delivery, "what it is about could not be read: " + problem.code(), patience(delivery.attempt()));
    }

    /// Slack may be away for minutes: the wait grows, and the delivery is never given up for it.
    private static Duration patience(int attempt) {
        return PATIENCE.after(attempt);
    }

    /// Says it until the backend has heard it or the lease has ended; after that the delivery comes again.
    private void acknowledge(Leased leased, Acknowledgement answer) {
        String id = leased.delivery().id();
        do {
            try {
                client.deliveries().acknowledge(id, answer);
                return;
            } catch (ApiException e) {
                if (e.status() < 500 && !e.passing()) {
                    log.warn("acknowledgement refused delivery={} code={}", id, e.code());
                    return;
                }
            } catch (UnreachableException e) {
                log.info("acknowledgement not heard delivery={}", id);
            }
        } while (slept() && !leased.over());
    }

    private static boolean slept() {
        try {
            Thread.sleep(BETWEEN_ACKNOWLEDGEMENTS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
