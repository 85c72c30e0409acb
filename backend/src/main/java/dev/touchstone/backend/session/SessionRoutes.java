package dev.touchstone.backend.session;

import dev.touchstone.api.session.NewSignInLink;
import dev.touchstone.api.session.OpenedSession;
import dev.touchstone.api.session.PresentedToken;
import dev.touchstone.api.session.Session;
import dev.touchstone.api.session.SignInLink;
import dev.touchstone.api.session.SignInOffer;
import dev.touchstone.api.wire.Problem;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.ApiProblem;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST /v1/sign-in-links` · `POST /v1/sign-in-links:look` · `POST /v1/sessions` ·
/// `POST /v1/sessions:look|end|end-all`
public final class SessionRoutes {
    private static final String GONE = "The link was used, or its time is over.";

    private final Sessions sessions;

    public SessionRoutes(Sessions sessions) {
        this.sessions = sessions;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/v1/sign-in-links", "makeSignInLink", "Makes a link that signs a person in, once.")
                        .scope(Scope.LINKS_WRITE)
                        .takes(NewSignInLink.class)
                        .answers(SignInLink.class)
                        .by(this::link),
                Endpoint.post("/v1/sign-in-links:look", "lookAtSignInLink", "Tells whom a link would sign in.")
                        .scope(Scope.CONSOLE)
                        .takes(PresentedToken.class)
                        .answers(SignInOffer.class)
                        .orRefuses(410, GONE)
                        .by(this::look),
                Endpoint.post("/v1/sessions", "openSession", "Uses a link: signs its person in at the console.")
                        .scope(Scope.CONSOLE)
                        .takes(PresentedToken.class)
                        .answers(OpenedSession.class)
                        .orRefuses(410, GONE)
                        .by(this::open),
                Endpoint.post("/v1/sessions:look", "lookAtSession", "Tells who is signed in with a token.")
                        .scope(Scope.CONSOLE)
                        .takes(PresentedToken.class)
                        .answers(Session.class)
                        .by(this::find),
                Endpoint.post("/v1/sessions:end", "endSession", "Signs out.")
                        .scope(Scope.CONSOLE)
                        .takes(PresentedToken.class)
                        .answers(204, Void.class)
                        .by(this::end),
                Endpoint.post("/v1/sessions:end-all", "endSessions", "Signs a person out of the console everywhere.")
                        .scope(Scope.LINKS_WRITE)
                        .takes(Reviewer.class)
                        .answers(204, Void.class)
                        .by(this::endAll));
    }

    private SignInLink link(Call call) {
        requireAllPipelines(call);
        NewSignInLink wish = call.body(NewSignInLink.class);
        if (wish.admin() && !call.may(Scope.ADMIN)) {
            throw ApiProblem.forbidden(
                    "missing-scope", "Only a key with the scope admin makes links for people who may see everything.");
        }
        return sessions.link(wish, call.caller().keyId());
    }

    /// A session sees what the person may see, which is more than a key of one pipeline does.
    private static void requireAllPipelines(Call call) {
        if (call.caller().onlyPipeline().isPresent()) {
            throw ApiProblem.forbidden(
                    "key-of-one-pipeline",
                    "This key sees one pipeline, and people at the console may see more; use a key for all pipelines.");
        }
    }

    private SignInOffer look(Call call) {
        return switch (sessions.look(presented(call))) {
            case Sessions.Look.Open open -> open.offer();
            case Sessions.Look.Over over -> throw refusal(over.why());
        };
    }

    private OpenedSession open(Call call) {
        Sessions.Opening opening = sessions.open(presented(call));
        if (opening instanceof Sessions.Opening.Opened opened) {
            return opened.session();
        }
        throw refusal(opening);
    }

    private static ApiProblem refusal(Sessions.Opening opening) {
        return switch (opening) {
            case Sessions.Opening.Used used ->
                gone("link-used", "This link was used at " + used.at() + "; it works once.");
            case Sessions.Opening.Expired expired ->
                gone("link-expired", "This link could be used until " + expired.at() + ".");
            case Sessions.Opening.Unknown unknown ->
                ApiProblem.notFound("unknown-link", "There is no such link, or it is long over.");
            case Sessions.Opening.Opened opened ->
                throw new IllegalStateException("a link that opened a session refuses nothing");
        };
    }

    private static ApiProblem gone(String code, String detail) {
        return new ApiProblem(Problem.of(410, code, "Gone", detail + " Ask for another: /review console."));
    }

    private Session find(Call call) {
        return sessions.find(presented(call))
                .orElseThrow(() -> ApiProblem.notFound("unknown-session", "Nobody is signed in with this token."));
    }

    private @Nullable Object end(Call call) {
        sessions.end(presented(call));
        return null;
    }

    private @Nullable Object endAll(Call call) {
        requireAllPipelines(call);
        sessions.endAllOf(call.body(Reviewer.class).id(), call.caller().keyId());
        return null;
    }

    /// Sessions and links are those of the installation, whatever pipeline they lead to.
    private static String presented(Call call) {
        requireAllPipelines(call);
        return call.body(PresentedToken.class).token();
    }
}
