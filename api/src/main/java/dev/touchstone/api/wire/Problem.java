package dev.touchstone.api.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An error as RFC 9457 describes it.
///
/// @param type a URI that names the kind of problem, `urn:touchstone:problem:<code>`
/// @param title the kind of problem in a few words
/// @param status the HTTP status
/// @param detail what went wrong here, and the next step
/// @param code a stable code for programs
/// @param errors the fields at fault; empty when none is
/// @param context facts a program may need, such as who won a race; null for none
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        List<FieldError> errors,
        @Nullable JsonNode context) {
    public Problem {
        errors = errors == null ? List.of() : List.copyOf(errors);
    }

    public static Problem of(int status, String code, String title, String detail) {
        return new Problem("urn:touchstone:problem:" + code, title, status, detail, code, List.of(), null);
    }

    public Problem withErrors(List<FieldError> fieldErrors) {
        return new Problem(type, title, status, detail, code, fieldErrors, context);
    }

    public Problem withContext(JsonNode facts) {
        return new Problem(type, title, status, detail, code, errors, facts);
    }

    /// One field at fault.
    ///
    /// @param pointer JSON pointer into the request body
    /// @param detail what is wrong and what would be right
    public record FieldError(String pointer, String detail) {}
}
