package dev.touchstone.backend.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.JsonReason;
import dev.touchstone.api.wire.Problem;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Says in one sentence what is wrong with a body, pointing at the place. Jackson's own sentences name Java classes and
/// parser switches, so of those only what quotes the caller is used.
final class JsonComplaint {
    private static final Pattern DUPLICATE = Pattern.compile("Duplicate field '(.*?)'", Pattern.DOTALL);

    private JsonComplaint() {}

    static ApiProblem about(JsonProcessingException e) {
        JsonProcessingException first = first(e);
        if (first instanceof StreamConstraintsException limit) {
            return beyondLimits(limit);
        }
        if (first instanceof InputCoercionException && e instanceof JsonMappingException mapping) {
            return invalid(pointer(mapping), "is a number beyond what this field holds");
        }
        if (!(first instanceof JsonMappingException mapping)) {
            return malformed(first);
        }
        return e.getOriginalMessage().startsWith("Trailing token")
                ? malformed("goes on after its first document" + at(e))
                : invalid(pointer(mapping), JsonReason.of(mapping));
    }

    /// The parser's complaint, met while a record was being read, is still one about the JSON.
    private static JsonProcessingException first(JsonProcessingException e) {
        return switch (e.getCause()) {
            case StreamReadException read -> read;
            case StreamConstraintsException limit -> limit;
            case null, default -> e;
        };
    }

    /// A value that is JSON, but not one the API can take.
    ///
    /// @param pointer JSON pointer to the field; empty for the whole body
    /// @param reason what is wrong and what would be right, to follow the field's name
    static ApiProblem invalid(String pointer, String reason) {
        return new ApiProblem(Problem.of(
                        422,
                        "invalid-body",
                        "Invalid value",
                        (pointer.isEmpty() ? "The body" : "Field " + pointer) + " " + reason + ".")
                .withErrors(List.of(new Problem.FieldError(pointer, reason))));
    }

    private static ApiProblem beyondLimits(StreamConstraintsException e) {
        String message = e.getOriginalMessage();
        if (message.contains("nesting depth")) {
            return ApiProblem.badRequest(
                    "json-too-deep", "The JSON nests deeper than " + Json.MAX_DEPTH + " levels; flatten it.");
        }
        if (message.startsWith("Number") || message.startsWith("BigDecimal")) {
            return ApiProblem.badRequest(
                    "number-too-long", "The JSON has a number too long to be kept exactly; send it as a text.");
        }
        return ApiProblem.badRequest("json-too-large", "The JSON has a name or text beyond the limits; shorten it.");
    }

    private static ApiProblem malformed(JsonProcessingException e) {
        if (e instanceof JsonEOFException) {
            return malformed("ends in the middle" + at(e) + ", as if it had been cut off");
        }
        if (e.getOriginalMessage().contains("surrogate")) {
            return BodyText.broken(at(e));
        }
        Matcher duplicate = DUPLICATE.matcher(e.getOriginalMessage());
        if (duplicate.find()) {
            return ApiProblem.badRequest(
                    "duplicate-key",
                    "The body names '" + JsonReason.printable(duplicate.group(1)) + "' twice in one object" + at(e)
                            + "; send each name once.");
        }
        return malformed("is wrong" + at(e) + ": "
                + JsonReason.printable(e.getOriginalMessage().split(":|; ", 2)[0]));
    }

    private static ApiProblem malformed(String what) {
        return ApiProblem.badRequest(
                "malformed-json", "The body is not one well-formed JSON document: it " + what + ".");
    }

    private static String at(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private static String pointer(JsonMappingException e) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference reference : e.getPath()) {
            String name = reference.getFieldName();
            pointer.append('/').append(name != null ? escape(name) : String.valueOf(reference.getIndex()));
        }
        InvalidField invalid = JsonReason.invalidField(e);
        if (invalid != null && !invalid.field().isEmpty()) {
            pointer.append('/').append(JsonReason.printable(invalid.field()));
        }
        return pointer.toString();
    }

    static String escape(String name) {
        return JsonReason.printable(name).replace("~", "~0").replace("/", "~1");
    }
}
