package dev.touchstone.sandbox.workspace;

import java.security.SecureRandom;

/// Identifiers that look like Slack's.
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final String MIXED = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private Ids() {}

    /// `V0AB12CD34E` for prefix `V0`.
    public static String object(String prefix) {
        return prefix + letters(CAPITALS, 9);
    }

    /// A short generated block or action id, such as `b3Xq9`.
    public static String generated() {
        return letters(MIXED, 5);
    }

    public static String secret() {
        return letters(MIXED, 32);
    }

    private static String letters(String alphabet, int length) {
        return RANDOM.ints(length, 0, alphabet.length())
                .collect(StringBuilder::new, (text, at) -> text.append(alphabet.charAt(at)), StringBuilder::append)
                .toString();
    }
}
