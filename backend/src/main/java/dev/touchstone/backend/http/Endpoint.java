package dev.touchstone.backend.http;

import dev.touchstone.api.Scope;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One operation of the API. The same record registers its handler and writes its entry in the OpenAPI document, so the
/// two cannot differ.
///
/// @param method GET, POST, PUT or DELETE
/// @param path with `{name}` for path parameters
/// @param id the operationId, unique
/// @param summary one sentence
/// @param scope what the key must allow; null for the few public endpoints
/// @param parameters query parameters
/// @param request the body's type; null for none
/// @param response the answer's type; `String.class` for plain text
/// @param status the status of success
/// @param mediaType the answer's media type
/// @param handler does it
public record Endpoint(
        String method,
        String path,
        String id,
        String summary,
        @Nullable Scope scope,
        List<Parameter> parameters,
        @Nullable Type request,
        Type response,
        int status,
        String requestMediaType,
        String mediaType,
        Handler handler) {
    public static final String JSON = "application/json";
    public static final String NDJSON = "application/x-ndjson";

    public Endpoint {
        parameters = List.copyOf(parameters);
    }

    /// Answers a call; throws [ApiProblem] when it cannot. A result of null means that the handler wrote the answer.
    public interface Handler {
        @Nullable
        Object handle(Call call) throws Exception;
    }

    /// One query parameter, always optional.
    public record Parameter(String name, String description) {}

    public static Builder get(String path, String id, String summary) {
        return new Builder("GET", path, id, summary);
    }

    public static Builder post(String path, String id, String summary) {
        return new Builder("POST", path, id, summary);
    }

    public static Builder put(String path, String id, String summary) {
        return new Builder("PUT", path, id, summary);
    }

    /// Collects what a route says of itself. Not thread-safe.
    public static final class Builder {
        private final String method;
        private final String path;
        private final String id;
        private final String summary;
        private final List<Parameter> parameters = new ArrayList<>();
        private @Nullable Scope scope;
        private @Nullable Type request;
        private Type response = Void.class;
        private int status = 200;
        private String requestMediaType = JSON;
        private String mediaType = JSON;

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

        public Builder query(String name, String description) {
            parameters.add(new Parameter(name, description));
            return this;
        }

        public Builder takes(Type type) {
            request = type;
            return this;
        }

        public Builder takes(Type type, String media) {
            request = type;
            requestMediaType = media;
            return this;
        }

        public Builder answers(Type type) {
            response = type;
            return this;
        }

        public Builder answers(int successStatus, Type type) {
            status = successStatus;
            response = type;
            return this;
        }

        public Builder answers(Type type, String media) {
            response = type;
            mediaType = media;
            return this;
        }

        public Endpoint by(Handler handler) {
            return new Endpoint(
                    method,
                    path,
                    id,
                    summary,
                    scope,
                    parameters,
                    request,
                    response,
                    status,
                    requestMediaType,
                    mediaType,
                    handler);
        }
    }
}
