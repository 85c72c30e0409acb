package dev.touchstone.console.web;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.regex.Pattern;

/// The cookie that says who is signed in.
public final class SessionCookie {
    private static final String PLAIN = "touchstone_session";
    /// Browsers take a name like this only from the host itself, encrypted.
    private static final String SECURE = "__Host-touchstone_session";

    /// What no token can be is not asked about.
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private SessionCookie() {}

    /// The token of whoever is signed in here; empty for nobody.
    public static Optional<String> read(Context context) {
        return Optional.ofNullable(context.cookie(name(context)))
                .filter(token -> TOKEN.matcher(token).matches());
    }

    public static void write(Context context, String token) {
        Cookies.write(context, name(context), token, -1);
    }

    public static void clear(Context context) {
        Cookies.write(context, name(context), "", 0);
    }

    private static String name(Context context) {
        return Cookies.secure(context) ? SECURE : PLAIN;
    }
}
