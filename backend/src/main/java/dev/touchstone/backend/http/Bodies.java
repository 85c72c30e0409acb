package dev.touchstone.backend.http;

import dev.touchstone.api.wire.JsonReason;
import dev.touchstone.api.wire.Problem;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads request bodies whole, before a handler has a thread that others wait for. A body has a deadline and must come
/// at a minimum rate; the memory of all bodies is one budget, and neither that nor the number of those that come
/// slowly can be used up by one key.
final class Bodies {
    private static final Logger log = LoggerFactory.getLogger(Bodies.class);

    private static final Duration GRACE = Duration.ofSeconds(10);
    /// How long a body may wait for room. Meanwhile it lies with its sender and costs nothing here.
    private static final Duration ROOM = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofSeconds(1);
    static final int KIB = 1024;
    /// Room for a body that does not say how long it is; what it takes more is taken as it comes.
    private static final int UNANNOUNCED = 64 * KIB;

    private final BodyConfig config;
    private final Shares memory;
    private final Shares slow;

    /// @param memory for all bodies, in KiB
    Bodies(BodyConfig config, Shares memory) {
        this.config = config;
        this.memory = memory;
        this.slow = new Shares(config.maxSlow(), config.maxSlow() / 4);
    }

    /// Reads the body of a request. To be called on the request's virtual thread, which waits.
    ///
    /// @param key whose share of memory and of slow bodies it takes
    /// @param limit the most bytes it may have, as sent and unpacked
    /// @throws ApiProblem 400, 408, 413, 415 or 503
    Body read(Context context, String key, int limit) {
        boolean packed = isPacked(context);
        Request request = ServletContextRequest.getServletContextRequest(context.req());
        try (Reading reading = new Reading(request, key, limit)) {
            Body body = reading.whole();
            return packed ? reading.unpacked(body) : body;
        }
    }

    private static boolean isPacked(Context context) {
        String encoding = context.header("Content-Encoding");
        if (encoding == null) {
            return false;
        }
        return switch (encoding.trim().toLowerCase(Locale.ROOT)) {
            case "identity", "" -> false;
            case "gzip", "x-gzip" -> true;
            default ->
                throw new ApiProblem(
                        Problem.of(
                                415,
                                "unsupported-encoding",
                                "Unsupported content encoding",
                                "The body is packed as '" + JsonReason.printable(encoding)
                                        + "'; send it as gzip or as it is."),
                        Map.of("Accept-Encoding", "gzip"));
        };
    }

    /// One body on its way in. What it holds goes over to the body, or back when there will be none.
    private final class Reading implements AutoCloseable {
        private final Request request;
        private final String key;
        private final int limit;
        private final long start = System.nanoTime();
        private final Semaphore more = new Semaphore(0);
        private final Invocable.Task arrived = Invocable.from(Invocable.InvocationType.NON_BLOCKING, more::release);
        private final int[] held = {0};
        private boolean handedOver;
        private boolean isSlow;
        private long received;

        Reading(Request request, String key, int limit) {
            this.request = request;
            this.key = key;
            this.limit = limit;
        }

        Body whole() {
            long announced = request.getLength();
            if (announced > limit) {
                throw Problems.tooLarge();
            }
            hold(announced < 0 ? Math.min(UNANNOUNCED, limit) : announced, ROOM);
            Body body = new Body(() -> memory.giveBack(key, held[0]));
            boolean last = false;
            while (!last) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    await();
                    continue;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    throw broken(chunk.getFailure());
                }
                try {
                    take(chunk.getByteBuffer(), body, announced);
                } finally {
                    last = chunk.isLast();
                    chunk.release();
                }
            }
            handedOver = true;
            return body;
        }

        private void take(ByteBuffer from, Body to, long announced) {
            received += from.remaining();
            if (received > limit) {
                throw Problems.tooLarge();
            }
            holdFor(received);
            while (from.hasRemaining()) {
                // Memory only as it comes, whatever was announced; a small body fits its array exactly.
                long wanted = announced < 0 ? from.remaining() : announced - to.size();
                byte[] room = to.room((int) Math.min(Integer.MAX_VALUE, wanted));
                int length = Math.min(from.remaining(), room.length - to.used());
                from.get(room, to.used(), length);
                to.filled(length);
            }
        }

        /// Whoever already has room does not wait for more: two that did might wait for one another.
        private void holdFor(long bytes) {
            long room = (long) held[0] * KIB;
            if (bytes > room) {
                hold(Math.max(bytes - room, Math.min(room, limit - room)), Duration.ZERO);
            }
        }

        private void hold(long bytes, Duration wait) {
            int amount = (int) ((bytes + KIB - 1) / KIB);
            if (!memory.take(key, amount, wait)) {
                throw ApiProblem.unavailable(
                        503,
                        "overloaded",
                        "The server is reading as many and as large bodies as it can hold; nothing of this one was"
                                + " stored. Send it again, or smaller ones.",
                        LATER);
            }
            held[0] += amount;
        }

        private void await() {
            takeTurn();
            request.demand(arrived);
            try {
                if (!more.tryAcquire(nanosLeft(), TimeUnit.NANOSECONDS)) {
                    throw tooSlow();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw tooSlow();
            }
        }

        private void takeTurn() {
            if (!isSlow) {
                if (!slow.take(key, 1, ROOM)) {
                    throw ApiProblem.unavailable(
                            503,
                            "overloaded",
                            "The server is waiting for as many slow bodies as it can; nothing of this one was stored."
                                    + " Send it again.",
                            LATER);
                }
                isSlow = true;
            }
        }

        private long nanosLeft() {
            long elapsed = System.nanoTime() - start;
            long byRate = GRACE.toNanos() + received * 1_000_000_000L / config.minBytesPerSecond();
            return Math.min(config.deadline().toNanos(), byRate) - elapsed;
        }

        private ApiProblem tooSlow() {
            return new ApiProblem(
                    Problem.of(
                            408,
                            "body-too-slow",
                            "Request timeout",
                            "The body did not come in time: it may take "
                                    + config.deadline().toSeconds() + " seconds, at "
                                    + config.minBytesPerSecond() + " bytes a second or more. Nothing was stored."),
                    Map.of("Connection", "close"));
        }

        Body unpacked(Body packed) {
            handedOver = false;
            Body body = new Body(() -> memory.giveBack(key, held[0]));
            long before = (long) held[0] * KIB;
            try (GZIPInputStream in = new GZIPInputStream(packed.stream(), 8 * KIB)) {
                while (true) {
                    byte[] room = body.room(64 * KIB);
                    int read = in.read(room, body.used(), room.length - body.used());
                    if (read < 0) {
                        break;
                    }
                    body.filled(read);
                    if (body.size() > limit) {
                        throw Problems.tooLarge();
                    }
                    holdFor(before + body.size());
                }
            } catch (IOException e) {
                throw ApiProblem.badRequest(
                        "bad-gzip",
                        "The header Content-Encoding says gzip, but the body is not whole gzip data; send it again, or"
                                + " leave the header out.");
            }
            handedOver = true;
            return body;
        }

        @Override
        public void close() {
            if (isSlow) {
                slow.giveBack(key, 1);
            }
            if (!handedOver) {
                memory.giveBack(key, held[0]);
            }
        }
    }

    /// The sender went away, or what it sent is not HTTP. Nobody's defect, and there may be nobody left to be told.
    static ApiProblem broken(@Nullable Throwable failure) {
        log.info("body broken off cause={}", String.valueOf(failure));
        return new ApiProblem(
                Problem.of(
                        400,
                        "body-broken-off",
                        "Bad request",
                        "The body broke off or is not as its headers say; nothing of it was stored. Send it again."),
                Map.of("Connection", "close"));
    }
}
