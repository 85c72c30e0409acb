package dev.touchstone.sandbox.webapi;

import dev.touchstone.sandbox.workspace.SlackError;
import io.javalin.http.Context;

/// Which token may call what. App-level tokens open sockets, bot tokens do everything else.
///
/// @param bot starts with `xoxb-`
/// @param app starts with `xapp-`
public record Tokens(String bot, String app) {
    /// @throws SlackError `not_authed`, `invalid_auth` or `not_allowed_token_type`
    void require(Context ctx, ApiCall call, String method) {
        String token = of(ctx, call);
        if (token.isEmpty()) {
            throw new SlackError("not_authed");
        }
        if (!token.equals(bot) && !token.equals(app)) {
            throw new SlackError("invalid_auth");
        }
        // The SDK asks auth.test about every token it is given, the app's too.
        boolean forAny = method.equals("auth.test") || method.equals("api.test");
        boolean forApps = method.startsWith("apps.connections.");
        if (!forAny && forApps != token.equals(app)) {
            throw new SlackError("not_allowed_token_type");
        }
    }

    boolean isBot(Context ctx) {
        return header(ctx).equals(bot);
    }

    private static String of(Context ctx, ApiCall call) {
        String header = header(ctx);
        return header.isEmpty() ? call.text("token") : header;
    }

    private static String header(Context ctx) {
        String header = ctx.header("Authorization");
        return header == null || !header.startsWith("Bearer ") ? "" : header.substring("Bearer ".length());
    }
}
