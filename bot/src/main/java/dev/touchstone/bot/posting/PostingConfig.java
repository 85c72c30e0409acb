package dev.touchstone.bot.posting;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How the bot posts.
///
/// @param maxPerSecond messages per second and channel; default 1, which is what Slack allows
/// @param defaultChannel where deliveries go that name no channel; null for nowhere
/// @param lease how long after this bot's death another one may try what it held, 5s to 10m; default 10s. It is
///     renewed while the work goes on
/// @param name what the backend's log calls this bot; default `bot@` and the name of the machine
public record PostingConfig(Double maxPerSecond, @Nullable String defaultChannel, Duration lease, String name) {
    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /// Every default.
    public static final PostingConfig USUAL = new PostingConfig(1.0, null, Duration.ofSeconds(10), machine());

    public PostingConfig {
        maxPerSecond = maxPerSecond == null ? 1.0 : maxPerSecond;
        if (!(maxPerSecond > 0 && maxPerSecond <= 1000)) {
            throw new IllegalArgumentException("max_per_second must be above 0 and at most 1000, was " + maxPerSecond);
        }
        lease = lease == null ? Duration.ofSeconds(10) : lease;
        if (lease.compareTo(SHORTEST) < 0 || lease.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("lease must be from 5s to 10m, was " + lease);
        }
        name = name == null ? machine() : name;
        if (name.isBlank() || name.length() > 100) {
            throw new IllegalArgumentException("name must have 1 to 100 characters");
        }
    }

    private static String machine() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return "bot@" + name.substring(0, Math.min(90, name.length()));
        } catch (UnknownHostException e) {
            return "bot";
        }
    }
}
