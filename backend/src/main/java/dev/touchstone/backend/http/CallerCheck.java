package dev.touchstone.backend.http;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Scope;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/// Finds out who calls and whether they may: the key of a request, or the person for whom the console acts with its
/// own.
final class CallerCheck {
    private static final String BEARER = "Bearer ";

    private final Authenticator authenticator;
    private final Acting acting;
    private final RateLimiter rateLimiter;
    private final FailedSignIns failedSignIns;

    CallerCheck(ServerConfig config, Authenticator authenticator, Acting acting) {
        this.authenticator = authenticator;
        this.acting = acting;
        this.rateLimiter = new RateLimiter(config.requestsPerSecond());
        this.failedSignIns = new FailedSignIns(config.failedSignInsPerMinute());
    }

    /// @return null on a public endpoint
    /// @throws ApiProblem 401, 403 or 429
    @Nullable
    Caller admit(Endpoint endpoint, Context context) {
        if (endpoint.scope() == null) {
            return null;
        }
        String header = context.header("Authorization");
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw strange(
                    endpoint,
                    context,
                    "no key",
                    "Send your API key as 'Authorization: Bearer ts_…'; make one"
                            + " with './touchstone keys create'.");
        }
        Caller key = authenticator
                .authenticate(header.substring(BEARER.length()).trim())
                .orElseThrow(() -> strange(
                        endpoint,
                        context,
                        "unknown key",
                        "This API key is unknown, expired or"
                                + " revoked; make a new one with './touchstone keys create'."));
        Caller caller = behind(key, context);
        if (!caller.may(endpoint.scope())) {
            authenticator.refused(
                    caller.keyId(),
                    endpoint.operation().id(),
                    "scope " + endpoint.scope().wire());
            throw ApiProblem.forbidden(
                    "missing-scope",
                    "This key does not have the scope " + endpoint.scope().wire()
                            + "; make one that has with './touchstone keys create --scopes'.");
        }
        rateLimiter.take(caller);
        return caller;
    }

    /// The key itself, or the person for whom the console acts.
    private Caller behind(Caller key, Context context) {
        String session = context.header(Acting.SESSION);
        if (session == null) {
            return key;
        }
        if (!key.may(Scope.CONSOLE) || key.onlyPipeline().isPresent()) {
            throw ApiProblem.forbidden(
                    "missing-scope",
                    "Only a key of the console, with the scope " + Scope.CONSOLE.wire()
                            + " and for all pipelines, acts for people; leave " + Acting.SESSION + " out.");
        }
        String name = context.header(Acting.PIPELINE);
        return acting.of(session, name == null ? null : new PipelineName(name))
                .orElseThrow(() -> ApiProblem.forbidden(
                        "not-an-owner",
                        "Nobody is signed in with this session who "
                                + (name == null ? "is an administrator" : "owns the pipeline")
                                + "; sign in again, or ask an owner."));
    }

    /// Somebody without a valid key.
    private ApiProblem strange(Endpoint endpoint, Context context, String why, String detail) {
        authenticator.refused(context.ip(), endpoint.operation().id(), why);
        failedSignIns.count(context.ip());
        return ApiProblem.unauthorized(detail);
    }
}
