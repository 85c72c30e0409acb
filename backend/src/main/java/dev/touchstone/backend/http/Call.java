package dev.touchstone.backend.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Scope;
import io.javalin.http.Context;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One request as a handler sees it: who calls, what was sent, and how to answer otherwise than with a record.
public final class Call {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final String FOREIGN = "touchstone.foreign";
    private static final int MOST_KEY_CHARS = 200;
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");

    private final Context context;
    private final @Nullable Caller caller;
    private final Body body;

    Call(Context context, @Nullable Caller caller, Body body) {
        this.context = context;
        this.caller = caller;
        this.body = body;
    }

    /// Who calls.
    ///
    /// @throws IllegalStateException on a public endpoint, which has no caller
    public Caller caller() {
        if (caller == null) {
            throw new IllegalStateException("a public endpoint has no caller");
        }
        return caller;
    }

    public String path(String name) {
        return context.pathParam(name);
    }

    /// The body, read by the strict rules of the API.
    ///
    /// @throws ApiProblem 400, 413, 415 or 422
    public <T> T body(Class<T> type) {
        RequestBody.requireMediaType(context, Endpoint.JSON);
        return RequestBody.read(body.bytes(), type);
    }

    /// The body whatever media type it is sent as: browsers send what pages hand to `sendBeacon` as plain text.
    ///
    /// @throws ApiProblem 400 or 422
    public <T> T bodyOfAnyType(Class<T> type) {
        return RequestBody.read(body.bytes(), type);
    }

    /// JSON from elsewhere than a body of its own, read by the same strict rules.
    ///
    /// @throws ApiProblem 400 or 422
    public static <T> T read(byte[] json, Class<T> type) {
        return RequestBody.read(json, type);
    }

    /// The body as it came.
    public byte[] bodyBytes() {
        return body.bytes();
    }

    /// Where the call comes from, as far as the connection tells.
    public String address() {
        return context.ip();
    }

    /// A header; null when absent.
    public @Nullable String header(String name) {
        return context.header(name);
    }

    /// Whether the body is sent as this media type, for endpoints that take several.
    public boolean hasMediaType(String mediaType) {
        return RequestBody.mediaType(context).equals(mediaType);
    }

    /// The body as a stream, for batches; to be read once.
    public InputStream bodyStream(String mediaType) {
        RequestBody.requireMediaType(context, mediaType);
        return body.stream();
    }

    /// How many lines the body has, the last one counted whether or not it is ended.
    public long bodyLines() {
        return body.lines();
    }

    /// A text from the query; empty when absent.
    ///
    /// @throws ApiProblem 400 for blanks, which say neither this nor that, and for control characters: no value has
    ///     any, and PostgreSQL cannot compare with NUL
    public Optional<String> query(String name) {
        Optional<String> value = Optional.ofNullable(context.queryParam(name));
        if (value.isPresent() && value.get().isBlank()) {
            throw badParameter(name, "is blank; give it a value or leave it out");
        }
        if (value.isPresent() && value.get().chars().anyMatch(Character::isISOControl)) {
            throw badParameter(name, "must not contain control characters");
        }
        return value;
    }

    /// A whole number from the query, or the default.
    public int queryInt(String name, int byDefault, int least, int most) {
        return query(name)
                .map(text -> {
                    // Integer.parseInt would take the digits of every script.
                    if (WHOLE_NUMBER.matcher(text).matches()) {
                        long value = Long.parseLong(text);
                        if (value >= least && value <= most) {
                            return (int) value;
                        }
                    }
                    throw badParameter(name, "must be a whole number from " + least + " to " + most);
                })
                .orElse(byDefault);
    }

    /// A duration such as `30s` from the query; empty when absent.
    public Optional<Duration> queryDuration(String name, Duration most) {
        return query(name).map(text -> {
            Duration value = converted(text, Duration.class);
            if (value != null && value.compareTo(most) <= 0) {
                return value;
            }
            throw badParameter(name, "must be a duration such as 30s, at most " + most.toSeconds() + "s");
        });
    }

    /// A moment from the query, a time or the beginning of a day in UTC; empty when absent. As for times in bodies, its
    /// year is one that people write: sums of others overflow.
    public Optional<Instant> queryMoment(String name) {
        return query(name).map(text -> {
            try {
                Instant moment = text.contains("T")
                        ? Instant.parse(text)
                        : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
                if (moment.isBefore(EARLIEST) || moment.isAfter(LATEST)) {
                    throw new DateTimeException("beyond the years that people write");
                }
                return moment;
            } catch (DateTimeException e) {
                throw badParameter(name, "must be a date or a time in UTC: 2030-01-07 or 2030-01-07T09:00:00Z");
            }
        });
    }

    /// One of the names of an enum from the query, as it is written on the wire; empty when absent.
    public <E extends Enum<E>> Optional<E> queryEnum(String name, Class<E> type) {
        return query(name).map(text -> {
            E value = converted(text, type);
            if (value == null) {
                throw badParameter(name, "must be one of " + facts(type.getEnumConstants()));
            }
            return value;
        });
    }

    public boolean queryFlag(String name) {
        return query(name)
                .map(text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw badParameter(name, "must be true or false");
                })
                .orElse(false);
    }

    /// Read as it would be from a body; null when it cannot be.
    private static <T> @Nullable T converted(String text, Class<T> type) {
        try {
            return Json.mapper().convertValue(text, type);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    public static ApiProblem badParameter(String name, String detail) {
        return ApiProblem.badRequest("bad-parameter", "The query parameter '" + name + "' " + detail + ".");
    }

    /// The key under which a caller may send the same request again.
    ///
    /// @throws ApiProblem 400 when it is too long to be one
    public Optional<String> idempotencyKey() {
        Optional<String> key = Optional.ofNullable(context.header(IDEMPOTENCY_KEY));
        if (key.isPresent() && key.get().isBlank()) {
            throw ApiProblem.badRequest(
                    "bad-header", "The header " + IDEMPOTENCY_KEY + " is blank; give it a value or leave it out.");
        }
        if (key.isPresent() && key.get().length() > MOST_KEY_CHARS) {
            throw ApiProblem.badRequest(
                    "bad-header",
                    "The header " + IDEMPOTENCY_KEY + " must be at most " + MOST_KEY_CHARS
                            + " characters; a UUID is enough.");
        }
        return key;
    }

    /// Whether the key may see one certain object. That it asked for one it may not see is noted, unlike with
    /// [Caller#sees], which lists are narrowed by.
    public boolean sees(PipelineName pipeline) {
        boolean sees = caller().sees(pipeline);
        if (!sees) {
            context.attribute(FOREIGN, true);
        }
        return sees;
    }

    /// Whether the call asked for what belongs to another pipeline than its key's.
    static boolean wasForeign(Context context) {
        return context.attribute(FOREIGN) != null;
    }

    /// Hides what a key must not see: a row of another pipeline is answered as if it did not exist.
    public void requireSight(PipelineName pipeline, String code, String detail) {
        if (!sees(pipeline)) {
            throw ApiProblem.notFound(code, detail);
        }
    }

    /// The pipeline a list is narrowed to: the one asked for, or the only one the key sees.
    public Optional<PipelineName> pipelineFilter() {
        Optional<PipelineName> asked = query("pipeline").map(PipelineName::new);
        Optional<PipelineName> only = caller().onlyPipeline();
        if (asked.isPresent() && !sees(asked.get())) {
            throw ApiProblem.notFound("unknown-pipeline", "Pipeline '" + asked.get() + "' is unknown to this key.");
        }
        return asked.or(() -> only);
    }

    /// @throws ApiProblem 403 when the key does not allow it
    public void requireScope(Scope scope) {
        if (!may(scope)) {
            throw ApiProblem.forbidden(
                    "missing-scope", "This needs a key with the scope " + scope.wire() + "; ask who made the key.");
        }
    }

    public boolean may(Scope scope) {
        return caller().may(scope);
    }

    public void status(int status) {
        context.status(status);
    }

    public void responseHeader(String name, String value) {
        context.header(name, value);
    }

    /// Opens the answer as a stream; the handler then returns null.
    public OutputStream stream(String mediaType) {
        context.contentType(mediaType);
        return context.outputStream();
    }

    /// Sends bytes of some media type; the handler then returns null. They leave after the handler has given its thread
    /// back, however slowly they are read.
    public void bytes(String mediaType, byte[] bytes) {
        context.contentType(mediaType).result(bytes);
    }

    /// Sends a text of some media type; the handler then returns null.
    public void text(String mediaType, String text) {
        context.contentType(mediaType).result(text);
    }

    /// Facts for a problem document.
    public static JsonNode facts(Object record) {
        return Json.mapper().valueToTree(record);
    }
}
