package dev.touchstone.api.client;

import dev.touchstone.api.wire.Problem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The backend answered with a problem. [#problem] says what to do about it.
public final class ApiException extends RuntimeException {
    private final Problem problem;
    private final @Nullable Duration retryAfter;

    public ApiException(Problem problem, @Nullable Duration retryAfter) {
        super(problem.status() + " " + problem.code() + ": " + problem.detail());
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    public Problem problem() {
        return problem;
    }

    public int status() {
        return problem.status();
    }

    /// The stable code of the problem.
    public String code() {
        return problem.code();
    }

    /// How long the server asks to wait; null when it does not say.
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /// Whether the same request can succeed later.
    public boolean passing() {
        return switch (problem.status()) {
            case 429, 502, 503, 504, 507 -> true;
            default -> false;
        };
    }
}
