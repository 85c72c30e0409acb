package dev.touchstone.backend.feedback.link;

import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.refusal.Refused;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which pages may send feedback from a browser: our own, and those that are allowed. A program sends no origin, and a
/// page under a strict referrer policy, like our own, says `null`: the token is what counts then.
final class Origins {
    private static final String OPAQUE = "null";

    private final Set<String> allowed;

    Origins(LinkConfig config) {
        Set<String> all = new HashSet<>(config.origins());
        if (config.publicUrl() != null) {
            all.add(config.publicUrl());
        }
        allowed = Set.copyOf(all);
    }

    /// Refuses pages that are not allowed, and lets those that are read the answer.
    void admit(Call call) {
        @Nullable String origin = call.header("Origin");
        if (origin == null || origin.equals(OPAQUE) || isOwn(origin, call.header("Host"))) {
            return;
        }
        if (!allowed.contains(origin)) {
            throw Refused.forbidden(
                    "foreign-origin",
                    "Pages of this origin may not send feedback; an operator allows them in feedback.origins.");
        }
        call.responseHeader("Access-Control-Allow-Origin", origin);
        call.responseHeader("Vary", "Origin");
    }

    private static boolean isOwn(String origin, @Nullable String host) {
        return host != null && (origin.equals("http://" + host) || origin.equals("https://" + host));
    }
}
