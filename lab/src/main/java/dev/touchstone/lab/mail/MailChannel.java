package dev.touchstone.lab.mail;

import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.delivery.Acknowledgement;
import dev.touchstone.api.delivery.Delivery;
import dev.touchstone.api.delivery.LeaseRequest;
import dev.touchstone.api.delivery.Receipt;
import dev.touchstone.api.id.ReviewId;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A channel in four steps: lease what is to be shown, write it, send it, say what became of it. What it may not lose
/// is
/// Touchstone's to keep: while the mail server is away deliveries wait there, and what was sent without our saying so
/// is sent again under the same message id. Not thread-safe.
public final class MailChannel {
    private static final int AT_ONCE = 10;

    private final TouchstoneClient client;
    private final Post post;
    private final Map<String, String> addresses;

    /// @param client with a key for deliveries and for reading outputs and reviews
    /// @param addresses where to, by the channel that a policy names
    public MailChannel(TouchstoneClient client, Post post, Map<String, String> addresses) {
        this.client = client;
        this.post = post;
        this.addresses = Map.copyOf(addresses);
    }

    /// Sends what is to be shown now, waiting when there is nothing.
    ///
    /// @return how many deliveries there were
    public int run(Duration waitFor) {
        List<Delivery> leased =
                client.deliveries().lease(new LeaseRequest("mail", AT_ONCE, waitFor, Duration.ofMinutes(1)));
        leased.forEach(delivery -> client.deliveries().acknowledge(delivery.id(), shown(delivery)));
        return leased.size();
    }

    private Acknowledgement shown(Delivery delivery) {
        String address = addresses.get(String.valueOf(delivery.channel()));
        if (address == null) {
            return Acknowledgement.giveUp(delivery, "no address for the channel " + delivery.channel());
        }
        Optional<Letter> letter = letter(delivery);
        if (letter.isEmpty()) {
            // A letter cannot be changed: what only updates what was shown says nothing by mail.
            return Acknowledgement.delivered(delivery, null);
        }
        try {
            post.send(delivery.id(), address, letter.get());
            return Acknowledgement.delivered(delivery, new Receipt(address, delivery.id()));
        } catch (MessagingException e) {
            // Its message may hold anything.
            return Acknowledgement.retry(
                    delivery, "the mail server: " + e.getClass().getSimpleName(), null);
        }
    }

    private Optional<Letter> letter(Delivery delivery) {
        return switch (delivery.kind()) {
            case DIGEST -> Optional.of(Letter.of(client.digests().digest(delivery.subject())));
            case REVIEW_OPENED -> Optional.of(Letter.of(client.review(new ReviewId(delivery.subject()))));
            // A letter cannot be taken back from who has it: nothing of an erased output is sent any more.
            case REVIEW_CLOSED, REVIEW_REOPENED, REVIEW_ERASED, ALARM, REVIEW_NOTE, NOTICE, REMINDER ->
                Optional.empty();
        };
    }
}
