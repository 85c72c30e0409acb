package dev.touchstone.api.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What became of a leased delivery: delivered, to be tried again, or given up.
///
/// @param attempt the attempt the lease was for; a late answer of an earlier lease is refused
/// @param delivered whether it arrived
/// @param receipt where it ended up, when the channel says
/// @param error why it did not arrive, of which 500 characters are kept; never contains payload text
/// @param retryAfter when to try again; the backoff decides when absent
/// @param giveUp whether trying again is useless
public record Acknowledgement(
        int attempt,
        boolean delivered,
        @Nullable Receipt receipt,
        @Nullable String error,
        @Nullable Duration retryAfter,
        boolean giveUp) {
    private static final int MAX_ERROR = 500;

    public Acknowledgement {
        error = error == null ? null : shown(error);
    }

    /// The channel's own words may hold anything; what is kept has to fit a column and a line.
    private static String shown(String error) {
        String line = error.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= MAX_ERROR
                ? line
                : line.substring(0, Character.isHighSurrogate(line.charAt(MAX_ERROR - 1)) ? MAX_ERROR - 1 : MAX_ERROR);
    }

    public static Acknowledgement delivered(Delivery delivery, @Nullable Receipt receipt) {
        return new Acknowledgement(delivery.attempt(), true, receipt, null, null, false);
    }

    public static Acknowledgement retry(Delivery delivery, String error, @Nullable Duration after) {
        return new Acknowledgement(delivery.attempt(), false, null, error, after, false);
    }

    public static Acknowledgement giveUp(Delivery delivery, String error) {
        return new Acknowledgement(delivery.attempt(), false, null, error, null, true);
    }
}
