package dev.touchstone.bot.card.kit;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.review.Review;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where links lead. Without a console address the cards offer no "Open in console".
///
/// @param console the console's address as reviewers reach it, such as `https://touchstone.example/console`; null for
///     none
public record Links(@Nullable String console) {
    public static final Links NONE = new Links(null);

    /// Only what cannot end a link or name a user: Slack's own link syntax uses `<`, `|` and `>`.
    private static final Pattern SAFE = Pattern.compile("https?://[A-Za-z0-9.\\-_~:/?#\\[\\]!$&'()*+,;=%@]{1,1900}");

    public Links {
        if (console != null && console.endsWith("/")) {
            console = console.substring(0, console.length() - 1);
        }
    }

    public Optional<String> review(Review review) {
        return Optional.ofNullable(console).map(base -> base + "/reviews/" + review.id());
    }

    public Optional<String> output(OutputId outputId) {
        return Optional.ofNullable(console).map(base -> base + "/outputs/" + outputId);
    }

    public Optional<String> digest(String id) {
        return Optional.ofNullable(console).map(base -> base + "/digests/" + id);
    }

    public Optional<String> alarm(String id) {
        return Optional.ofNullable(console).map(base -> base + "/alarms/" + id);
    }

    public Optional<String> digestExport(String id) {
        return digest(id).map(page -> page + "/export");
    }

    /// The address if it can be linked without surprise, else empty. An address with a user part
    /// (`https://bank.example@evil.example`) shows one host and leads to another.
    public static Optional<String> safe(@Nullable String url) {
        if (url == null
                || !SAFE.matcher(url).matches()
                || authority(url).contains("@")
                || host(url).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(url);
    }

    /// The host, which a reader should see before clicking.
    public static String host(String url) {
        String authority = authority(url);
        int port = authority.lastIndexOf(':');
        return port > 0 ? authority.substring(0, port) : authority;
    }

    private static String authority(String url) {
        int start = url.indexOf("://") + 3;
        int end = start;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return url.substring(start, end);
    }
}
