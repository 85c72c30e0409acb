package dev.touchstone.backend.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.Scope;
import io.javalin.http.Context;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One request as a handler sees it: who calls, what was sent, and how to answer otherwise than with a record.
public final class Call {
    private final Context context;
    private final @Nullable Caller caller;

    Call(Context context, @Nullable Caller caller) {
        this.context = context;
        this.caller = caller;
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
        return RequestBody.read(context.bodyAsBytes(), type);
    }

    /// The body as a stream, for batches.
    public InputStream bodyStream(String mediaType) {
        RequestBody.requireMediaType(context, mediaType);
        return context.bodyInputStream();
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(context.queryParam(name)).filter(value -> !value.isBlank());
    }

    /// A whole number from the query, or the default.
    public int queryInt(String name, int byDefault, int least, int most) {
        return query(name)
                .map(text -> {
                    try {
                        int value = Integer.parseInt(text);
                        if (value >= least && value <= most) {
                            return value;
                        }
                    } catch (NumberFormatException e) {
                        // Reported below like a value out of range.
                    }
                    throw badParameter(name, "must be a whole number from " + least + " to " + most);
                })
                .orElse(byDefault);
    }

    /// A duration such as `30s` from the query; empty when absent.
    public Optional<Duration> queryDuration(String name, Duration most) {
        return query(name).map(text -> {
            try {
                Duration value = RequestBody.read(
                        ('"' + text.replace("\"", "") + '"').getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        Duration.class);
                if (value.compareTo(most) <= 0) {
                    return value;
                }
            } catch (ApiProblem e) {
                // Reported below with the name of the parameter.
            }
            throw badParameter(name, "must be a duration such as 30s, at most " + most.toSeconds() + "s");
        });
    }

    /// One of the names of an enum from the query, as it is written on the wire; empty when absent.
    public <E extends Enum<E>> Optional<E> queryEnum(String name, Class<E> type) {
        return query(name).map(text -> {
            for (E constant : type.getEnumConstants()) {
                if (constant.name().equalsIgnoreCase(text)) {
                    return constant;
                }
            }
            throw badParameter(
                    name,
                    "must be one of "
                            + java.util.Arrays.toString(type.getEnumConstants()).toLowerCase(java.util.Locale.ROOT));
        });
    }

    public static ApiProblem badParameter(String name, String detail) {
        return ApiProblem.badRequest("bad-parameter", "The query parameter '" + name + "' " + detail + ".");
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(context.header(name)).filter(value -> !value.isBlank());
    }

    /// Hides what a key must not see: a row of another pipeline is answered as if it did not exist.
    public void requireSight(String pipeline, String code, String detail) {
        if (!caller().sees(pipeline)) {
            throw ApiProblem.notFound(code, detail);
        }
    }

    /// The pipeline a list is narrowed to: the one asked for, or the only one the key sees.
    public Optional<String> pipelineFilter() {
        Optional<String> asked = query("pipeline");
        Optional<String> only = caller().onlyPipeline();
        if (asked.isPresent() && only.isPresent() && !asked.equals(only)) {
            throw ApiProblem.notFound("unknown-pipeline", "Pipeline '" + asked.get() + "' is unknown to this key.");
        }
        return asked.or(() -> only);
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

    /// Sends a text of some media type; the handler then returns null.
    public void text(String mediaType, String text) {
        context.contentType(mediaType).result(text);
    }

    /// Facts for a problem document.
    public static JsonNode facts(Object record) {
        return dev.touchstone.api.Json.mapper().valueToTree(record);
    }
}
