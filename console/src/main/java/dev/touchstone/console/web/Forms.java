package dev.touchstone.console.web;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Forms that only our own pages can send: each carries a token that follows from a secret of the browser's cookie, and
/// browsers say which site a form comes from.
public final class Forms {
    public static final String TOKEN = "csrf";

    private Forms() {}

    /// What a form must carry.
    ///
    /// @param secret the value of a cookie that no script can read
    public static String tokenOf(String secret) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(("form of " + secret).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// Whether a form was sent by a page of ours that was made for this browser.
    ///
    /// @param expected from [#tokenOf]
    public static boolean ours(Context context, String expected) {
        String site = context.header("Sec-Fetch-Site");
        boolean elsewhere = site != null && !site.equals("same-origin") && !site.equals("none");
        String sent = context.formParam(TOKEN);
        return !elsewhere
                && sent != null
                && MessageDigest.isEqual(
                        sent.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    /// A field; null when it was left empty.
    public static @Nullable String field(Context context, String name) {
        String value = context.formParam(name);
        return value == null || value.isBlank() ? null : value;
    }

    /// What stands in a text area, with the line ends that the text had: browsers send CR LF.
    public static @Nullable String text(Context context, String name) {
        String value = context.formParam(name);
        return value == null ? null : value.replace("\r\n", "\n");
    }

    /// A whole number; the default when it is none.
    public static int number(@Nullable String text, int otherwise) {
        return text != null && text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : otherwise;
    }
}
