package dev.touchstone.backend.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.JsonReason;
import dev.touchstone.api.wire.Problem;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/// Reads bodies strictly: 400 for what is not JSON at all, 422 for JSON that the API cannot take.
public final class RequestBody {
    private RequestBody() {}

    static void requireMediaType(Context context, String expected) {
        String given = context.contentType();
        if (!mediaType(context).equals(expected)) {
            throw new ApiProblem(Problem.of(
                    415,
                    "unsupported-media-type",
                    "Unsupported media type",
                    "The body must be sent as " + expected + "; set the Content-Type header"
                            + (given == null
                                    ? ", which is missing."
                                    : ", which is '" + JsonReason.printable(given) + "'.")));
        }
    }

    /// Without its parameters, in lower case; empty when there is none.
    static String mediaType(Context context) {
        String given = context.contentType();
        return given == null ? "" : given.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    }

    /// @throws ApiProblem 400 or 422
    public static <T> T read(byte[] body, Class<T> type) {
        if (BodyText.isBlank(body)) {
            throw ApiProblem.badRequest("malformed-json", "The body is empty; send one JSON document.");
        }
        BodyText.requireUtf8(body);
        T value = parseOrComplain(body, type);
        if (value == null) {
            throw JsonComplaint.invalid("", "is null; send a JSON object");
        }
        // After parsing, so that a field with a rule of its own is named, and because it needs well-formed JSON.
        if (BodyText.checkEscapes(body)) {
            throw Faults.nul(body);
        }
        return value;
    }

    public static ApiProblem notUtf8() {
        return ApiProblem.badRequest("not-utf-8", "The body is not valid UTF-8; encode it as UTF-8.");
    }

    private static <T> T parseOrComplain(byte[] body, Class<T> type) {
        try {
            return parse(body, type);
        } catch (ApiProblem first) {
            throw Faults.all(first, body, type);
        }
    }

    private static <T> T parse(byte[] body, Class<T> type) {
        try {
            return Json.requestMapper().readValue(body, type);
        } catch (JsonProcessingException e) {
            throw JsonComplaint.about(e);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }
}
