package dev.touchstone.backend.http;

import dev.touchstone.api.wire.Problem;
import dev.touchstone.api.wire.Scope;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One operation of the API. The same record registers its handler and writes its entry in the OpenAPI
/// document, so the two cannot differ.
///
/// @param scope what the key must allow; null for the few public endpoints
/// @param parameters what is read from query and headers; other query parameters are refused
/// @param request the body; null for none
/// @param answers what comes back: the usual success first, then other outcomes worth telling a caller about
/// @param handler does it
public record Endpoint(
        Operation operation,
        @Nullable Scope scope,
        List<Parameter> parameters,
        @Nullable Body request,
        List<Answer> answers,
        Load load,
        Handler handler) {
    /// What it is called.
    ///
    /// @param method GET, POST, PUT or DELETE
    /// @param path with `{name}` for path parameters
    /// @param id the operationId, unique
    /// @param summary one sentence
    public record Operation(String method, String path, String id, String summary) {}

    /// What it costs.
    ///
    /// @param parks whether the handler waits for others more than it works: it then keeps its virtual
    ///     thread, of which there can be many, while every other handler runs on a platform thread
    ///     ([dev.touchstone.backend.store.Blocking])
    /// @param heavy whether the answer may be of many megabytes: few of these are made at a time
    public record Load(boolean parks, boolean heavy) {}

    public static final String JSON = "application/json";
    public static final String NDJSON = "application/x-ndjson";
    public static final String PROBLEM = "application/problem+json";

    public Endpoint {
        parameters = List.copyOf(parameters);
        answers = List.copyOf(answers);
    }

    /// Answers a call; throws [ApiProblem] when it cannot. A result of null means that the handler wrote the
    /// answer.
    public interface Handler {
        @Nullable
        Object handle(Call call) throws Exception;
    }

    /// A request body; of [#NDJSON] the type is that of one line.
    public record Body(Type type, String mediaType) {}

    /// One outcome. `Void` is an answer without a body, `String` plain text.
    public record Answer(int status, Type type, String mediaType, String description) {}

    public static Builder get(String path, String id, String summary) {
        return new Builder("GET", path, id, summary);
    }

    public static Builder post(String path, String id, String summary) {
        return new Builder("POST", path, id, summary);
    }

    public static Builder put(String path, String id, String summary) {
        return new Builder("PUT", path, id, summary);
    }

    /// The usual success.
    public Answer success() {
        return answers.getFirst();
    }

    /// Collects what a route says of itself. Not thread-safe.
    public static final class Builder {
        private final String method;
        private final String path;
        private final String id;
        private final String summary;
        private final List<Parameter> parameters = new ArrayList<>();
        private final List<Answer> others = new ArrayList<>();
        private @Nullable Scope scope;
        private @Nullable Body request;
        private boolean parks;
        private boolean heavy;
        private Answer success = new Answer(200, Void.class, JSON, "Done.");

        private Builder(String method, String path, String id, String summary) {
            this.method = method;
            this.path = path;
            this.id = id;
            this.summary = summary;
        }

        public Builder scope(Scope value) {
            scope = value;
            return this;
        }

        /// A text from the query.
        public Builder query(String name, String description) {
            return query(name, String.class, description);
        }

        public Builder query(String name, Type type, String description) {
            parameters.add(Parameter.query(name, type, description));
            return this;
        }

        public Builder requiredQuery(String name, String description) {
            parameters.add(Parameter.query(name, String.class, description).asRequired());
            return this;
        }

        public Builder number(String name, int least, int most, @Nullable Integer byDefault, String description) {
            parameters.add(Parameter.number(name, new Parameter.Span(least, most, byDefault), description));
            return this;
        }

        /// The parameters of a list that comes in pages.
        public Builder paged() {
            return query("cursor", "The `next_cursor` of the page before.")
                    .number("limit", 1, 200, 50, "How many items at most; fewer when they are large.");
        }

        public Builder header(String name, String description) {
            parameters.add(Parameter.header(name, description));
            return this;
        }

        public Builder takes(Type type) {
            return takes(type, JSON);
        }

        public Builder takes(Type type, String media) {
            request = new Body(type, media);
            return this;
        }

        public Builder answers(Type type) {
            return answers(200, type);
        }

        public Builder answers(int status, Type type) {
            success = new Answer(status, type, JSON, "Done.");
            return this;
        }

        public Builder answers(Type type, String media) {
            success = new Answer(200, type, media, "Done.");
            return this;
        }

        /// What the success means, where "done" says too little.
        public Builder meaning(String description) {
            success = new Answer(success.status(), success.type(), success.mediaType(), description);
            return this;
        }

        /// Another status with the same kind of body.
        public Builder orAnswers(int status, String description) {
            others.add(new Answer(status, success.type(), success.mediaType(), description));
            return this;
        }

        /// A refusal that callers should be ready for.
        public Builder orRefuses(int status, String description) {
            others.add(new Answer(status, Problem.class, PROBLEM, description));
            return this;
        }

        /// The handler does little on its own, hands the work over or polls, and may wait long.
        public Builder parks() {
            parks = true;
            return this;
        }

        /// The answer holds many texts that callers sent.
        public Builder heavy() {
            heavy = true;
            return this;
        }

        public Endpoint by(Handler handler) {
            List<Answer> answers = new ArrayList<>(List.of(success));
            answers.addAll(others);
            return new Endpoint(
                    new Operation(method, path, id, summary),
                    scope,
                    parameters,
                    request,
                    answers,
                    new Load(parks, heavy),
                    handler);
        }
    }
}
