package dev.touchstone.backend.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds everything that is wrong with a body. The reader stops at the first fault, so what is wrong is left out,
/// or filled in when it is missing and required, and the rest is read again.
final class Faults {
    private static final int MOST = 20;
    /// Reading again costs as much each time.
    private static final int MOST_BYTES = 64 * 1024;

    private static final List<String> FILLINGS = List.of("\"x\"", "0", "{\"id\": \"x\"}", "true", "[]", "\"1d\"");

    private final Class<?> type;
    private final ObjectNode asSent;
    private final ObjectNode mended;
    private final List<Problem.FieldError> found = new ArrayList<>();

    private Faults(Class<?> type, ObjectNode asSent) {
        this.type = type;
        this.asSent = asSent;
        this.mended = asSent.deepCopy();
    }

    /// The problem with all the faults there are beside its own; itself when it is not about fields.
    static ApiProblem all(ApiProblem first, byte[] body, Class<?> type) {
        if (first.problem().errors().isEmpty() || body.length > MOST_BYTES) {
            return first;
        }
        return tree(body) instanceof ObjectNode object ? new Faults(type, object).beside(first) : first;
    }

    /// Which text of a body has a NUL: PostgreSQL stores none, and no reader shows one.
    static ApiProblem nul(byte[] body) {
        return JsonComplaint.invalid(pointerToNul(tree(body), ""), "must not contain NUL characters; remove them");
    }

    private static JsonNode tree(byte[] body) {
        try {
            return Json.requestMapper().readTree(body);
        } catch (JsonProcessingException e) {
            return Json.mapper().missingNode();
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private static String pointerToNul(JsonNode node, String at) {
        for (var member : node.properties()) {
            String pointer = at + "/" + JsonComplaint.escape(member.getKey());
            if (member.getKey().indexOf('\0') >= 0 || has(member.getValue())) {
                return member.getValue().isContainerNode() ? pointerToNul(member.getValue(), pointer) : pointer;
            }
        }
        for (int i = 0; i < node.size() && node.isArray(); i++) {
            if (has(node.get(i))) {
                return pointerToNul(node.get(i), at + "/" + i);
            }
        }
        return at;
    }

    private static boolean has(JsonNode node) {
        return node.isTextual() ? node.textValue().indexOf('\0') >= 0 : !pointerless(node);
    }

    private static boolean pointerless(JsonNode node) {
        for (var member : node.properties()) {
            if (member.getKey().indexOf('\0') >= 0) {
                return false;
            }
        }
        for (JsonNode child : node) {
            if (has(child)) {
                return false;
            }
        }
        return true;
    }

    private ApiProblem beside(ApiProblem first) {
        Problem.FieldError fault = first.problem().errors().getFirst();
        while (fault != null && found.size() < MOST && counts(fault)) {
            found.add(fault);
            fault = mend(fault.pointer()) ? next() : null;
        }
        if (found.size() < 2) {
            return first;
        }
        Problem problem = first.problem();
        int more = found.size() - 1;
        String detail = problem.detail() + (more == 1 ? " One more fault" : " " + more + " more faults")
                + " in the body; 'errors' lists all.";
        return new ApiProblem(
                Problem.of(problem.status(), problem.code(), problem.title(), detail)
                        .withErrors(found),
                first.headers());
    }

    /// A fault that only what was mended brought about is none: it must be of something that was sent, or that has
    /// to be sent whatever else is.
    private boolean counts(Problem.FieldError fault) {
        boolean known = found.stream().anyMatch(other -> other.pointer().equals(fault.pointer()));
        String detail = fault.detail();
        boolean missing = detail.equals("is required")
                || detail.startsWith("is required: ")
                || detail.startsWith("is required and ")
                || detail.endsWith("it is missing");
        return found.isEmpty()
                || !known && (missing || !at(asSent, fault.pointer()).isMissingNode());
    }

    /// @return whether the rest can be read without this fault
    private boolean mend(String pointer) {
        JsonNode parent = at(mended, pointer.substring(0, Math.max(0, pointer.lastIndexOf('/'))));
        if (pointer.isEmpty() || !(parent instanceof ObjectNode object)) {
            return false;
        }
        String name = JsonPointer.compile(pointer).last().getMatchingProperty();
        object.remove(name);
        if (!stillAt(pointer)) {
            return true;
        }
        for (String filling : FILLINGS) {
            object.set(name, Json.read(filling, JsonNode.class));
            if (!stillAt(pointer)) {
                return true;
            }
        }
        return false;
    }

    private boolean stillAt(String pointer) {
        Problem.FieldError fault = next();
        return fault != null
                && (fault.pointer().equals(pointer) || fault.pointer().startsWith(pointer + "/"));
    }

    private Problem.@Nullable FieldError next() {
        try {
            Object unused = Json.requestMapper().treeToValue(mended, type);
            return null;
        } catch (JsonProcessingException e) {
            List<Problem.FieldError> errors = JsonComplaint.about(e).problem().errors();
            return errors.isEmpty() ? null : errors.getFirst();
        }
    }

    private static JsonNode at(JsonNode node, String pointer) {
        return node.at(JsonPointer.compile(pointer));
    }
}
