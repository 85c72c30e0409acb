package dev.touchstone.console.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Cookies that no script can read, that no other site can send with a form, and that leave the browser only encrypted,
/// except to this very machine.
public final class Cookies {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private Cookies() {}

    /// @param seconds how long it is kept; -1 until the browser is closed, 0 to remove it
    public static void write(Context context, String name, String value, int seconds) {
        context.cookie(new Cookie(name, value, "/", seconds, secure(context), true, null, SameSite.LAX));
    }

    /// Whether the browser came by a name that is not this machine's own.
    public static boolean secure(Context context) {
        return !THIS_MACHINE.contains(host(context.header("Host")));
    }

    private static String host(@Nullable String authority) {
        try {
            String host =
                    authority == null ? null : URI.create("http://" + authority).getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
