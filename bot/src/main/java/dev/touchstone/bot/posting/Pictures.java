package dev.touchstone.bot.posting;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.report.Digest;
import dev.touchstone.bot.card.digest.DigestMessage;
import dev.touchstone.bot.card.kit.Picture;
import dev.touchstone.bot.slack.Files;
import dev.touchstone.bot.slack.SlackFailure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The charts of a digest as pictures in Slack. A picture that cannot be had is left out and never holds the digest
/// back for long. Thread-safe.
final class Pictures {
    private static final Logger log = LoggerFactory.getLogger(Pictures.class);
    private static final int REMEMBERED = 100;

    /// For all pictures together. Slack takes about a second for each; a lease holds for a minute.
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /// From this attempt on, an upload that gets no answer does not hold the digest back: a firewall may let
    /// messages through and files not.
    private static final int WITHOUT = 4;

    private final TouchstoneClient client;
    private final Files files;
    private final Map<String, String> uploaded = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > REMEMBERED;
        }
    };

    Pictures(TouchstoneClient client, Files files) {
        this.client = client;
        this.files = files;
    }

    /// A picture for every chart.
    ///
    /// @param known those that need none
    /// @throws SlackFailure when Slack is away
    Map<String, Picture> of(Leased leased, Digest digest, Map<String, Picture> known) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Map<String, Picture> all = new LinkedHashMap<>(known);
        for (Digest.Chart chart : DigestMessage.charts(digest)) {
            if (!all.containsKey(chart.name())) {
                all.put(chart.name(), picture(leased, digest, chart, end));
            }
        }
        return all;
    }

    private Picture picture(Leased leased, Digest digest, Digest.Chart chart, long end) {
        try {
            String id = upload(digest, chart);
            return files.usable(id, Duration.ofNanos(Math.max(0, end - System.nanoTime())))
                    ? new Picture.Uploaded(id)
                    : missing(digest, chart, "Slack is still processing it");
        } catch (SlackFailure.Refused e) {
            return missing(digest, chart, "Slack refused it (" + e.code() + ")");
        } catch (SlackFailure.Limited | SlackFailure.Unanswered e) {
            if (leased.delivery().attempt() < WITHOUT) {
                throw e;
            }
            return missing(digest, chart, "Slack did not take it");
        } catch (ApiException e) {
            return missing(digest, chart, "it could not be drawn (" + e.code() + ")");
        }
    }

    private static Picture missing(Digest digest, Digest.Chart chart, String why) {
        log.warn("digest goes without a picture digest={} chart={} why={}", digest.id(), chart.name(), why);
        return new Picture.Missing(why);
    }

    private String upload(Digest digest, Digest.Chart chart) {
        String key = digest.id() + "/" + chart.name();
        synchronized (uploaded) {
            String known = uploaded.get(key);
            if (known != null) {
                return known;
            }
        }
        byte[] png = client.digests().chart(digest.id(), chart.name());
        String id = files.upload(
                digest.pipeline() + "-" + digest.period().week() + "-" + chart.name() + ".png",
                chart.title(),
                chart.altText(),
                png);
        synchronized (uploaded) {
            uploaded.put(key, id);
        }
        return id;
    }
}
