package dev.touchstone.bot.posting;

import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.delivery.Receipt;
import dev.touchstone.api.report.Digest;
import dev.touchstone.bot.card.digest.DigestMessage;
import dev.touchstone.bot.card.kit.Links;
import dev.touchstone.bot.slack.Marker;
import java.util.Map;
import java.util.Optional;

/// Posts the digest of a week, once per channel, however many deliveries ask for it.
final class DigestDelivery {
    private final TouchstoneClient client;
    private final Posts posts;
    private final Showing showing;
    private final Pictures pictures;
    private final Links links;

    DigestDelivery(TouchstoneClient client, Posts posts, Showing showing, Pictures pictures, Links links) {
        this.client = client;
        this.posts = posts;
        this.showing = showing;
        this.pictures = pictures;
        this.links = links;
    }

    Receipt posted(Leased leased, String channel) {
        Digest digest = client.digests().digest(leased.delivery().subject());
        // A digest of a week that has not ended may have been posted on any day of it.
        Posts.Mark mark = new Posts.Mark(
                new Marker("digest:" + digest.id()), digest.period().from());
        Optional<Receipt> earlier = posts.search(leased, channel, mark);
        return earlier.orElseGet(
                () -> showing.send(versions(leased, digest), message -> posts.post(leased, channel, mark, message)));
    }

    private Versions versions(Leased leased, Digest digest) {
        return new Versions(
                DigestMessage.drawable(digest).isEmpty()
                        ? null
                        : () -> DigestMessage.of(
                                digest, pictures.of(leased, digest, DigestMessage.drawable(digest)), links),
                () -> DigestMessage.of(digest, pictures.of(leased, digest, Map.of()), links),
                () -> DigestMessage.plain(digest, links));
    }
}
