package dev.touchstone.api.client;

import com.fasterxml.jackson.databind.JavaType;
import dev.touchstone.api.wire.Backoff;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Page;
import dev.touchstone.api.wire.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Sends requests, with a deadline over the whole exchange and retries of what can be repeated. The JDK's own
/// request timeout ends with the headers; a body that dribbles in would hold the caller for ever.
final class Transport implements AutoCloseable {
    private final URI base;
    private final String key;
    private final ClientOptions options;
    private final Map<String, String> headers;
    private final HttpClient http;

    Transport(URI base, String key, ClientOptions options) {
        this(
                base,
                key,
                options,
                Map.of(),
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(5))
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build());
    }

    private Transport(URI base, String key, ClientOptions options, Map<String, String> headers, HttpClient http) {
        this.base = base;
        this.key = key;
        this.options = options;
        this.headers = Map.copyOf(headers);
        this.http = http;
    }

    /// The same connections, with more in the head of every request.
    Transport with(Map<String, String> more) {
        return new Transport(base, key, options, more, http);
    }

    /// One request, before it is sent.
    ///
    /// @param idempotencyKey lets the server recognise a repeated request; null where it can do so anyway
    /// @param extraWait how much longer than usual the server may take, for long polls
    record Call(
            String method,
            String path,
            @Nullable String body,
            String mediaType,
            @Nullable String idempotencyKey,
            Duration extraWait) {
        static Call get(String path) {
            return new Call("GET", path, null, "application/json", null, Duration.ZERO);
        }

        /// A request without a body.
        static Call post(String path) {
            return new Call("POST", path, null, "application/json", null, Duration.ZERO);
        }

        static Call json(String method, String path, Object body) {
            return new Call(method, path, Json.write(body), "application/json", null, Duration.ZERO);
        }

        Call withKey(String idempotency) {
            return new Call(method, path, body, mediaType, idempotency, extraWait);
        }

        Call withWait(Duration wait) {
            return new Call(method, path, body, mediaType, idempotencyKey, wait);
        }
    }

    <T> T send(Call call, Class<T> type) {
        return read(call, Json.mapper().constructType(type));
    }

    <T> Page<T> page(Call call, Class<T> item) {
        return read(call, Json.mapper().getTypeFactory().constructParametricType(Page.class, item));
    }

    <T> List<T> list(Call call, Class<T> item) {
        return read(call, Json.mapper().getTypeFactory().constructCollectionType(List.class, item));
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // The three callers above fix T by the JavaType.
    private <T> T read(Call call, JavaType type) {
        byte[] body = send(call);
        try {
            return Json.mapper().readValue(body, type);
        } catch (IOException e) {
            throw new UnreachableException("the answer to " + call.path() + " is not what the API promises", e);
        }
    }

    /// An answer with what stands in its head.
    @SuppressWarnings("ArrayRecordComponent") // Read once, by whoever asked for it.
    record Answer(byte[] body, HttpHeaders headers) {
        Optional<String> header(String name) {
            return headers.firstValue(name);
        }
    }

    /// @return the body of the answer
    /// @throws ApiException when the server refuses
    /// @throws UnreachableException when there is no answer in time
    byte[] send(Call call) {
        return answer(call).body();
    }

    /// The same with what stands in the head of the answer.
    Answer answer(Call call) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(call);
            } catch (ApiException e) {
                if (!e.passing() || attempt >= options.attempts() || tooLong(e.retryAfter())) {
                    throw e;
                }
                pause(attempt, e.retryAfter());
            } catch (UnreachableException e) {
                if (attempt >= options.attempts()) {
                    throw e;
                }
                pause(attempt, null);
            }
        }
    }

    private Answer once(Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(call.path()))
                .header("Authorization", "Bearer " + key)
                .method(
                        call.method(),
                        call.body() == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(call.body()));
        headers.forEach(request::header);
        if (call.body() != null) {
            request.header("Content-Type", call.mediaType());
        }
        if (call.idempotencyKey() != null) {
            request.header("Idempotency-Key", call.idempotencyKey());
        }
        HttpResponse<byte[]> response =
                exchange(request.build(), options.deadline().plus(call.extraWait()));
        if (response.statusCode() >= 300) {
            throw new ApiException(problem(response), retryAfter(response));
        }
        return new Answer(response.body(), response.headers());
    }

    private HttpResponse<byte[]> exchange(HttpRequest request, Duration deadline) {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new UnreachableException("no answer from " + base + " within " + deadline.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new UnreachableException("cannot reach " + base + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new UnreachableException("interrupted", e);
        }
    }

    private static Problem problem(HttpResponse<byte[]> response) {
        try {
            return Json.mapper().readValue(response.body(), Problem.class);
        } catch (IOException e) {
            // A proxy in between answers in its own words.
            return Problem.of(
                    response.statusCode(),
                    "http-" + response.statusCode(),
                    "Request failed",
                    "The server answered " + response.statusCode() + " without a problem document.");
        }
    }

    private static @Nullable Duration retryAfter(HttpResponse<?> response) {
        Optional<String> header = response.headers().firstValue("Retry-After");
        try {
            return header.map(text -> Duration.ofSeconds(Math.max(0, Long.parseLong(text))))
                    .orElse(null);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /// A caller that was promised an answer within seconds must not sleep for the half hour a server asks for.
    private boolean tooLong(@Nullable Duration asked) {
        return asked != null && asked.compareTo(options.deadline()) > 0;
    }

    private void pause(int attempt, @Nullable Duration asked) {
        long doubled = Backoff.doubling(
                        options.firstPause(), options.firstPause().multipliedBy(256))
                .after(attempt)
                .toMillis();
        long jittered = doubled / 2 + ThreadLocalRandom.current().nextLong(doubled / 2 + 1);
        try {
            Thread.sleep(asked == null ? jittered : asked.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException("interrupted", e);
        }
    }

    /// Posts records, one per line, and reads an answer per line.
    <T> List<T> lines(String path, List<?> records, Class<T> answer) {
        byte[] body =
                send(new Call("POST", path, lines(records), "application/x-ndjson", null, Duration.ofSeconds(50)));
        return new String(body, StandardCharsets.UTF_8)
                .lines()
                .map(line -> Json.read(line, answer))
                .toList();
    }

    /// Records as NDJSON.
    static String lines(List<?> records) {
        return records.stream().map(Json::write).collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
