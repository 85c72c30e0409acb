package dev.touchstone.backend.http;

import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.store.Blocking;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lets requests have what all of them need, threads and memory, so that no key can take all of it. Whoever does
/// not get it in time is refused with 503 and `Retry-After`; nothing was done then.
final class Admission {
    /// Of the threads for handlers, so that a key whose queries are slow leaves half of them to the others.
    private static final int HANDLERS_PER_KEY = Blocking.THREADS / 2;

    /// Handlers that load many megabytes.
    private static final int HEAVY = 32;

    private static final int HEAVY_PER_KEY = 8;
    /// Larger answers count as memory until they are read, which their reader may do as slowly as it likes.
    private static final int SMALL_ANSWER = 64 * 1024;

    /// What somebody without a key may send.
    private static final int PUBLIC_BODY = 64 * 1024;

    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofSeconds(1);

    private final ServerConfig config;
    private final Shares memory;
    private final Bodies bodies;
    private final Shares handlers = new Shares(Integer.MAX_VALUE, HANDLERS_PER_KEY);
    private final Shares heavy = new Shares(HEAVY, HEAVY_PER_KEY);

    Admission(ServerConfig config) {
        this.config = config;
        int kib = Math.toIntExact(Math.max(1, config.bodies().bytesInAll(config.maxBatchBytes()) / Bodies.KIB));
        this.memory = new Shares(kib, kib - kib / 8);
        this.bodies = new Bodies(config.bodies(), memory);
    }

    /// Reads the body, runs the handler and writes its answer, each where it holds up nobody else.
    void serve(Endpoint endpoint, Context context, @Nullable Caller caller) throws Exception {
        String key = caller == null ? "" : caller.keyId();
        try (Body body = body(endpoint, context, caller)) {
            context.status(endpoint.success().status());
            Call call = new Call(context, caller, body);
            if (!endpoint.load().heavy()) {
                answer(endpoint, context, key, call);
                return;
            }
            take(heavy, key, 1, "This key has " + HEAVY_PER_KEY + " large answers on their way already");
            try {
                answer(endpoint, context, key, call);
            } finally {
                heavy.giveBack(key, 1);
            }
        }
    }

    private Body body(Endpoint endpoint, Context context, @Nullable Caller caller) {
        if (endpoint.request() == null) {
            return Body.none();
        }
        if (caller == null) {
            return bodies.read(context, "address " + KeyedLimit.network(context.ip()), PUBLIC_BODY);
        }
        boolean one = endpoint.request().mediaType().equals(Endpoint.JSON);
        return bodies.read(context, caller.keyId(), one ? config.maxBodyBytes() : config.maxBatchBytes());
    }

    private void answer(Endpoint endpoint, Context context, String key, Call call) throws Exception {
        Optional<byte[]> written =
                endpoint.load().parks() ? handle(endpoint, call) : onPlatformThread(endpoint, key, call);
        if (written.isEmpty()) {
            return;
        }
        byte[] answer = written.get();
        context.contentType(endpoint.success().mediaType());
        if (answer.length <= SMALL_ANSWER) {
            context.result(answer);
        } else {
            writeLarge(answer, context, key);
        }
    }

    private Optional<byte[]> onPlatformThread(Endpoint endpoint, String key, Call call) throws Exception {
        take(handlers, key, 1, "This key has " + HANDLERS_PER_KEY + " requests running already, and they take long");
        try {
            return Blocking.call(() -> handle(endpoint, call));
        } finally {
            handlers.giveBack(key, 1);
        }
    }

    private static Optional<byte[]> handle(Endpoint endpoint, Call call) throws Exception {
        Object answer = endpoint.handler().handle(call);
        return answer == null ? Optional.empty() : Optional.of(Json.mapper().writeValueAsBytes(answer));
    }

    private void writeLarge(byte[] answer, Context context, String key) throws IOException {
        int kib = Math.min(memory.perKey(), answer.length / Bodies.KIB);
        take(memory, key, kib, "There are more large answers on their way than the server can hold");
        try {
            context.outputStream().write(answer);
        } finally {
            memory.giveBack(key, kib);
        }
    }

    private static void take(Shares shares, String key, int amount, String why) {
        if (!shares.take(key, amount, WAIT)) {
            throw ApiProblem.unavailable(503, "overloaded", why + "; send this one again later.", LATER);
        }
    }
}
