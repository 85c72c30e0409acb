package dev.touchstone.backend.http;

import dev.touchstone.api.wire.Problem;
import java.time.Duration;
import java.util.Map;

/// A request that cannot be answered as asked, with the problem document to send. Its detail tells the next step.
public final class ApiProblem extends RuntimeException {
    private final Problem problem;
    private final Map<String, String> headers;

    public ApiProblem(Problem problem) {
        this(problem, Map.of());
    }

    public ApiProblem(Problem problem, Map<String, String> headers) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
        this.headers = Map.copyOf(headers);
    }

    public static ApiProblem badRequest(String code, String detail) {
        return new ApiProblem(Problem.of(400, code, "Bad request", detail));
    }

    public static ApiProblem unauthorized(String detail) {
        return new ApiProblem(
                Problem.of(401, "unauthorized", "No valid API key", detail),
                Map.of("WWW-Authenticate", "Bearer realm=\"touchstone\""));
    }

    public static ApiProblem forbidden(String code, String detail) {
        return new ApiProblem(Problem.of(403, code, "Not allowed", detail));
    }

    public static ApiProblem notFound(String code, String detail) {
        return new ApiProblem(Problem.of(404, code, "Not found", detail));
    }

    public static ApiProblem conflict(String code, String detail) {
        return new ApiProblem(Problem.of(409, code, "Conflict", detail));
    }

    public static ApiProblem gone(String code, String detail) {
        return new ApiProblem(Problem.of(410, code, "Gone", detail));
    }

    public static ApiProblem unsupportedMediaType(String detail) {
        return new ApiProblem(Problem.of(415, "unsupported-media-type", "Unsupported media type", detail));
    }

    public static ApiProblem unprocessable(String code, String detail) {
        return new ApiProblem(Problem.of(422, code, "Invalid value", detail));
    }

    public static ApiProblem tooManyRequests(String detail, Duration retryAfter) {
        return new ApiProblem(Problem.of(429, "rate-limited", "Too many requests", detail), retryAfter(retryAfter));
    }

    public static ApiProblem unavailable(int status, String code, String detail, Duration retryAfter) {
        return new ApiProblem(Problem.of(status, code, "Temporarily unavailable", detail), retryAfter(retryAfter));
    }

    private static Map<String, String> retryAfter(Duration wait) {
        return Map.of("Retry-After", String.valueOf(Math.max(1, (wait.toMillis() + 999) / 1000)));
    }

    public Problem problem() {
        return problem;
    }

    /// Headers the answer carries besides the document.
    public Map<String, String> headers() {
        return headers;
    }
}
