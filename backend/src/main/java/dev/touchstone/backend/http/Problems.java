package dev.touchstone.backend.http;

import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Problem;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.Blocking;
import dev.touchstone.backend.store.FaultLog;
import dev.touchstone.backend.store.StorageFault;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.eclipse.jetty.io.QuietException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes every failure as one problem document. What a caller did wrong is explained; what we did wrong is logged
/// and answered without details.
public final class Problems {
    static final Map<String, String> FOR_BROWSERS = Map.of(
            "Cache-Control", "no-store",
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Content-Security-Policy",
                    "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'");

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    static void install(JavalinConfig javalin) {
        javalin.routes.exception(HttpResponseException.class, (e, context) -> send(context, ofStatus(e, context)));
        javalin.routes.exception(Exception.class, (e, context) -> send(context, of(e)));
        javalin.router.javaLangErrorHandler(Problems::send);
    }

    /// The problem a failure is to its caller. Used for whole requests and for single lines of a batch.
    public static ApiProblem of(Throwable failure) {
        Throwable cause = failure instanceof java.util.concurrent.CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
        if (cause instanceof ApiProblem problem) {
            return problem;
        }
        if (cause instanceof Refused refused) {
            return of(refused);
        }
        if (cause instanceof InvalidField invalid) {
            return JsonComplaint.invalid("/" + invalid.field(), String.valueOf(invalid.getMessage()));
        }
        if (cause instanceof Blocking.Busy) {
            return ApiProblem.unavailable(
                    503,
                    "overloaded",
                    "The server has more requests than it can work on; send this one again.",
                    Duration.ofSeconds(1));
        }
        if (isConnection(cause)) {
            return Bodies.broken(cause);
        }
        return switch (StorageFault.of(cause)) {
            case FULL -> {
                FaultLog.error(log, "disk full", cause);
                yield ApiProblem.unavailable(
                        507,
                        "storage-full",
                        "The database's disk is full, so nothing was stored; free space, then send it again.",
                        Duration.ofSeconds(30));
            }
            case UNAVAILABLE, CONTENDED -> {
                FaultLog.warn(log, "storage unavailable", cause);
                yield ApiProblem.unavailable(
                        503,
                        "storage-unavailable",
                        "The database cannot take writes right now, so nothing was stored; send it again.",
                        Duration.ofSeconds(2));
            }
            case DEFECT -> {
                FaultLog.error(log, "request failed", cause);
                yield new ApiProblem(Problem.of(
                        500,
                        "internal-error",
                        "Internal error",
                        "Something went wrong on our side and was logged; nothing was half-written. Try again."));
            }
        };
    }

    private static ApiProblem of(Refused refused) {
        String code = refused.code();
        String detail = refused.detail();
        return switch (refused.why()) {
            case MALFORMED -> ApiProblem.badRequest(code, detail);
            case FORBIDDEN -> ApiProblem.forbidden(code, detail);
            case UNKNOWN -> ApiProblem.notFound(code, detail);
            case CONFLICT -> ApiProblem.conflict(code, detail);
            case INVALID -> ApiProblem.unprocessable(code, detail);
        };
    }

    /// Jetty marks what the other end of a connection did as quiet.
    private static boolean isConnection(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof QuietException) {
                return true;
            }
        }
        return false;
    }

    private static ApiProblem ofStatus(HttpResponseException e, Context context) {
        return switch (e.getStatus()) {
            case 404 ->
                ApiProblem.notFound(
                        "unknown-path", "There is nothing at this path; GET /openapi.json lists every operation.");
            case 405 ->
                new ApiProblem(
                        Problem.of(
                                405,
                                "method-not-allowed",
                                "Method not allowed",
                                "This path does not take " + context.method().name()
                                        + "; GET /openapi.json lists what it takes."),
                        Map.of("Allow", e.getDetails().getOrDefault("availableMethods", "")));
            case 413 -> tooLarge();
            default ->
                new ApiProblem(
                        Problem.of(e.getStatus(), "http-" + e.getStatus(), "Request failed", e.getMessage() + ""));
        };
    }

    public static ApiProblem tooLarge() {
        return new ApiProblem(Problem.of(
                413,
                "body-too-large",
                "Body too large",
                "The body is larger than the server takes; shorten the context or raise server.max_body_bytes."));
    }

    /// No answer is stored on its way, and none is taken for another type than it says: outputs are untrusted text.
    /// Where one is opened as a page it runs and loads nothing, and nothing frames it.
    static void forBrowsers(Context context) {
        FOR_BROWSERS.forEach(context::header);
    }

    private static void send(Context context, ApiProblem problem) {
        forBrowsers(context);
        problem.headers().forEach(context::header);
        context.status(problem.problem().status())
                .contentType(Endpoint.PROBLEM)
                .result(Json.write(problem.problem()).getBytes(StandardCharsets.UTF_8));
    }

    /// Errors such as a full stack pass by the exception handlers.
    private static void send(HttpServletResponse response, Error error) {
        try {
            Problem problem = of(error).problem();
            response.setStatus(problem.status());
            response.setContentType(Endpoint.PROBLEM);
            response.getOutputStream().write(Json.mapper().writeValueAsBytes(problem));
        } catch (IOException e) {
            log.warn("caller gone before its problem was sent cause={}", e.toString());
        }
    }
}
