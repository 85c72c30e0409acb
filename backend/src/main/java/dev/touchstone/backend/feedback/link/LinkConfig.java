package dev.touchstone.backend.feedback.link;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Feedback without a key.
///
/// @param publicUrl where users reach this server, such as `https://feedback.example.org`; links begin with it. Without
///     it, callers put their own address before the path
/// @param origins web pages that may send feedback from a browser, such as `https://shop.example.org`; none by default
/// @param perMinute how much feedback one address may send within a minute; default 60
public record LinkConfig(@Nullable String publicUrl, List<String> origins, Integer perMinute) {
    private static final int MOST_PER_MINUTE = 100_000;

    public LinkConfig {
        if (publicUrl != null) {
            publicUrl = origin("public_url", publicUrl.replaceAll("/+$", ""));
        }
        origins = origins == null
                ? List.of()
                : origins.stream().map(one -> origin("origins", one)).toList();
        perMinute = perMinute == null ? 60 : perMinute;
        if (perMinute < 1 || perMinute > MOST_PER_MINUTE) {
            throw new IllegalArgumentException("per_minute must be from 1 to 100000, was " + perMinute);
        }
    }

    private static String origin(String setting, String text) {
        try {
            URI uri = URI.create(text);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            boolean bare = uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            if (web && bare) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            // Reported below like a text of another form.
        }
        throw new IllegalArgumentException(
                setting + " must be like https://shop.example.org, without a path, was '" + text + "'");
    }
}
