package dev.touchstone.sandbox.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.util.Set;

/// Lets in only requests meant for this machine. A web page elsewhere could otherwise reach a loopback server by giving
/// its own name our address (DNS rebinding), or by posting here from a form.
public final class Door {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private Door() {}

    public static void guard(RoutesConfig routes) {
        routes.before(Door::check);
        routes.wsBeforeUpgrade(Door::check);
    }

    private static void check(Context ctx) {
        String host = ctx.header("Host");
        if (host == null || !LOOPBACK.contains(host.replaceFirst(":\\d+$", ""))) {
            throw new ForbiddenResponse("The sandbox answers to 127.0.0.1 and localhost only.");
        }
        String origin = ctx.header("Origin");
        if (origin != null && !origin.equals("http://" + host)) {
            throw new ForbiddenResponse("The sandbox answers its own page only.");
        }
        ctx.header("Content-Security-Policy", CONTENT_POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cache-Control", "no-store");
    }
}
