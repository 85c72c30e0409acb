package dev.touchstone.backend.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.touchstone.api.InvalidField;
import dev.touchstone.api.Json;
import dev.touchstone.api.Problem;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads bodies strictly and says in one sentence what is wrong with a bad one: 400 for what is not JSON at all, 422
/// for
/// JSON that the API cannot take, with a pointer at the field.
public final class RequestBody {
    private RequestBody() {}

    static void requireMediaType(Context context, String expected) {
        String given = context.contentType();
        String type = given == null ? "" : given.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        if (!type.equals(expected)) {
            throw new ApiProblem(Problem.of(
                    415,
                    "unsupported-media-type",
                    "Unsupported media type",
                    "The body must be sent as " + expected + "; set the Content-Type header"
                            + (given == null ? ", which is missing." : ", which is '" + printable(given) + "'.")));
        }
    }

    /// @throws ApiProblem 400 or 422
    public static <T> T read(byte[] body, Class<T> type) {
        if (body.length == 0) {
            throw ApiProblem.badRequest("malformed-json", "The body is empty; send one JSON document.");
        }
        try {
            T value = Json.mapper().readValue(body, type);
            if (value == null) {
                throw ApiProblem.unprocessable("invalid-body", "The body is null; send a JSON object.");
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw ApiProblem.badRequest(
                    "json-too-deep", "The JSON is nested or sized beyond the limits: " + e.getOriginalMessage());
        } catch (JsonMappingException e) {
            throw unwrapped(e);
        } catch (JsonProcessingException e) {
            throw malformed(body, e);
        } catch (IOException e) {
            throw ApiProblem.badRequest("malformed-json", "The body could not be read: " + e.getMessage());
        }
    }

    private static ApiProblem unwrapped(JsonMappingException e) {
        // The parser's own complaint, met while a record was being read, is still one about the JSON.
        if (e.getCause() instanceof StreamConstraintsException deep) {
            return ApiProblem.badRequest(
                    "json-too-deep", "The JSON is nested or sized beyond the limits: " + deep.getOriginalMessage());
        }
        if (e.getCause() instanceof StreamReadException read) {
            return malformed(null, read);
        }
        String pointer = pointer(e);
        String detail = reason(e);
        return new ApiProblem(Problem.of(
                        422,
                        "invalid-body",
                        "Invalid value",
                        (pointer.isEmpty() ? "The body" : "Field " + pointer) + " " + detail + ".")
                .withErrors(List.of(new Problem.FieldError(pointer, detail))));
    }

    private static String pointer(JsonMappingException e) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference reference : e.getPath()) {
            String name = reference.getFieldName();
            pointer.append('/').append(name != null ? escape(name) : String.valueOf(reference.getIndex()));
        }
        InvalidField invalid = invalidField(e);
        if (invalid != null && !invalid.field().isEmpty()) {
            pointer.append('/').append(invalid.field());
        }
        return pointer.toString();
    }

    private static @Nullable InvalidField invalidField(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidField invalid) {
                return invalid;
            }
        }
        return null;
    }

    private static String reason(JsonMappingException e) {
        InvalidField invalid = invalidField(e);
        if (invalid != null && invalid.getMessage() != null) {
            return invalid.getMessage();
        }
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "is unknown; known here are " + unknown.getKnownPropertyIds();
        }
        String message = e.getOriginalMessage().split("\n", 2)[0];
        return "cannot be taken: "
                + message.replaceAll("`?(?:dev\\.touchstone|java|com\\.fasterxml)\\.[\\w.$]*?([A-Z]\\w*)`?", "$1");
    }

    private static ApiProblem malformed(byte @Nullable [] body, JsonProcessingException e) {
        if (body != null && !isUtf8(body)) {
            return ApiProblem.badRequest("not-utf-8", "The body is not valid UTF-8; encode it as UTF-8.");
        }
        JsonLocation at = e.getLocation();
        String where = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
        return ApiProblem.badRequest(
                "malformed-json",
                "The body is not one well-formed JSON document: " + printable(e.getOriginalMessage()) + where + ".");
    }

    private static boolean isUtf8(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /// What a caller sent comes back shortened and without control characters.
    private static String printable(String text) {
        String shown = text.replaceAll("\\p{Cntrl}", "?");
        return shown.length() > 200 ? shown.substring(0, 200) + "…" : shown;
    }

    private static String escape(String name) {
        return printable(name).replace("~", "~0").replace("/", "~1");
    }
}
