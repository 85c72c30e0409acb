package dev.touchstone.backend.store;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Makes UUIDv7 ids (RFC 9562): 48 bits of epoch milliseconds, then a 12-bit counter, then 62 random bits. Ids of one
/// process ascend as text in the order they were made, so that inserts append to the primary key's index. Thread-safe.
public final class Ids {
    private static final int COUNTER_BITS = 12;
    private static final long MOST_MILLIS = (1L << 48) - 1;

    private final InstantSource clock;
    private final RandomGenerator random;
    private long last;

    public Ids(InstantSource clock) {
        this(clock, new SecureRandom());
    }

    Ids(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /// The next id, 36 characters in lower case.
    public String next() {
        return format(tick(), random.nextLong());
    }

    /// Makes only ids that sort behind this one from now on, whatever the clock says: after a restart it may have been
    /// set back, and what came later would sort before what was there.
    ///
    /// @param newest an id of an earlier process
    /// @return how far the clock is behind it; zero or negative when it is not
    public synchronized Duration startAfter(String newest) {
        long bits = UUID.fromString(newest).getMostSignificantBits();
        long tick = (bits >>> 16 << COUNTER_BITS) | (bits & 0xfff);
        last = Math.max(last, tick);
        return Duration.ofMillis((bits >>> 16) - clock.millis());
    }

    /// The smallest id that a given millisecond can have, as a bound for range queries by age. Of a moment before 1970,
    /// or beyond what 48 bits hold, the nearest there is.
    public static String lowerBound(long epochMs) {
        return format(Math.clamp(epochMs, 0, MOST_MILLIS) << COUNTER_BITS, 0);
    }

    /// The millisecond an id was made in.
    ///
    /// @throws IllegalArgumentException when it is no such id
    public static long millis(String id) {
        return UUID.fromString(id).getMostSignificantBits() >>> 16;
    }

    /// Milliseconds and counter as one number that only grows, even when the clock steps back or a millisecond sees
    /// more than 4096 ids: then it borrows from the future.
    private synchronized long tick() {
        last = Math.max(last + 1, clock.millis() << COUNTER_BITS);
        return last;
    }

    private static String format(long tick, long randomBits) {
        long high = (tick >>> COUNTER_BITS) << 16 | 0x7000 | (tick & 0xfff);
        long low = (randomBits >>> 2) | 0x8000_0000_0000_0000L;
        char[] text = new char[36];
        hex(text, 0, high, 60, 8);
        text[8] = '-';
        hex(text, 9, high, 28, 4);
        text[13] = '-';
        hex(text, 14, high, 12, 4);
        text[18] = '-';
        hex(text, 19, low, 60, 4);
        text[23] = '-';
        hex(text, 24, low, 44, 12);
        return new String(text);
    }

    private static void hex(char[] text, int at, long value, int shift, int digits) {
        for (int i = 0; i < digits; i++) {
            text[at + i] = Character.forDigit((int) (value >>> (shift - 4 * i)) & 0xf, 16);
        }
    }
}
