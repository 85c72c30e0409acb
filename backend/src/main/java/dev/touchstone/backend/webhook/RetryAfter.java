package dev.touchstone.backend.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// Reads the header `Retry-After` (RFC 9110, section 10.2.3).
public final class RetryAfter {
    private RetryAfter() {}

    /// @param header seconds or a date
    /// @return how long to wait, below zero for a date in the past; null when there is no header, or it is anything
    ///     else
    public static @Nullable Duration parse(@Nullable String header, Instant now) {
        if (header == null) {
            return null;
        }
        try {
            String text = header.strip();
            return text.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(text))
                    : Duration.between(now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
