package dev.touchstone.backend.feedback.link;

import dev.touchstone.api.feedback.FeedbackLink;
import dev.touchstone.api.feedback.LinkFeedback;
import dev.touchstone.api.feedback.NewFeedbackLink;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.ApiProblem;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.http.KeyedLimit;
import dev.touchstone.backend.store.Blocking;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST /v1/feedback-links` · `GET /f/{token}` · `POST /f/{token}` · `GET /feedback.js`. All but the first are public:
/// the token is what allows them.
public final class LinkRoutes {
    /// Presses of one link; more than a person ever needs.
    private static final int PER_TOKEN = 20;

    private final FeedbackLinks links;
    private final Origins origins;
    private final KeyedLimit addresses;
    private final KeyedLimit tokens = new KeyedLimit(PER_TOKEN);
    private final String script = LinkScript.read();

    public LinkRoutes(FeedbackLinks links, LinkConfig config) {
        this.links = links;
        this.origins = new Origins(config);
        this.addresses = new KeyedLimit(config.perMinute());
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post(
                                "/v1/feedback-links",
                                "makeFeedbackLink",
                                "Makes a link with which somebody without a key gives feedback on one output.")
                        .scope(Scope.FEEDBACK_WRITE)
                        .takes(NewFeedbackLink.class)
                        .answers(201, FeedbackLink.class)
                        .meaning("The link. Nothing is stored of it.")
                        .orRefuses(404, "The pipeline is unknown, or the output is not one of it.")
                        .by(this::make),
                Endpoint.get("/f/{token}", "showFeedbackLink", "A page with a button. Looking at it changes nothing.")
                        .answers(String.class, "text/html")
                        .meaning("The page.")
                        .by(this::show),
                Endpoint.post("/f/{token}", "useFeedbackLink", "Stores what somebody with a link did, once per kind.")
                        .takes(LinkFeedback.class)
                        .answers(204, Void.class)
                        .meaning("It is stored. A form gets a page (200) instead.")
                        .orRefuses(403, "The page that sends it is not one of `feedback.origins`.")
                        .orRefuses(404, "There is no such link.")
                        .orRefuses(409, "The link was used for another answer.")
                        .orRefuses(410, "The link has expired.")
                        .orRefuses(429, "Too much from this address, or with this link.")
                        .parks()
                        .by(this::use),
                Endpoint.get(
                                "/feedback.js",
                                "getFeedbackScript",
                                "Sends thumbs, copies, looks and new tries of a page.")
                        .answers(String.class, "text/javascript")
                        .meaning("The script.")
                        .by(this::script));
    }

    private FeedbackLink make(Call call) {
        NewFeedbackLink wish = call.body(NewFeedbackLink.class);
        call.requireSight(
                new PipelineName(wish.pipeline()),
                "unknown-pipeline",
                "Pipeline '" + wish.pipeline() + "' is unknown to this key.");
        return links.make(wish);
    }

    private @Nullable Object show(Call call) {
        return switch (links.look(call.path("token"))) {
            case FeedbackLinks.Link.Open open ->
                page(
                        call,
                        200,
                        LinkPage.question(open.token(), call.query("value").orElse("")));
            case FeedbackLinks.Link.Expired expired -> page(call, 410, LinkPage.expired());
            case FeedbackLinks.Link.Unknown unknown -> page(call, 404, LinkPage.unknown());
        };
    }

    private @Nullable Object use(Call call) {
        limit(addresses, KeyedLimit.network(call.address()));
        origins.admit(call);
        boolean form = LinkForm.isOne(call);
        return switch (links.look(call.path("token"))) {
            case FeedbackLinks.Link.Open open -> use(call, open.token(), form);
            case FeedbackLinks.Link.Expired expired -> {
                if (form) {
                    yield page(call, 410, LinkPage.expired());
                }
                throw ApiProblem.gone("link-expired", "The link has expired; ask for another one.");
            }
            case FeedbackLinks.Link.Unknown unknown -> {
                if (form) {
                    yield page(call, 404, LinkPage.unknown());
                }
                throw ApiProblem.notFound("unknown-link", "There is no such link; it may have been cut when copied.");
            }
        };
    }

    private @Nullable Object use(Call call, LinkToken token, boolean form) {
        limit(tokens, token.nonce());
        LinkFeedback feedback = form ? LinkForm.read(call.bodyBytes()) : call.bodyOfAnyType(LinkFeedback.class);
        return switch (Blocking.call(() -> links.use(token, feedback))) {
            case FeedbackLinks.Use.Taken taken -> form ? page(call, 200, LinkPage.thanks()) : null;
            case FeedbackLinks.Use.Known known -> form ? page(call, 200, LinkPage.thanks()) : null;
            case FeedbackLinks.Use.Used used -> {
                if (form) {
                    yield page(call, 409, LinkPage.used());
                }
                throw ApiProblem.conflict("link-used", "The link was used for another answer; it counts once.");
            }
            case FeedbackLinks.Use.OtherKind other ->
                throw ApiProblem.unprocessable(
                        "kind-not-allowed",
                        "The link is for " + other.token().kinds() + " and not for "
                                + feedback.kind().wire() + "; ask for a link with that kind.");
        };
    }

    private static void limit(KeyedLimit limit, String key) {
        @Nullable Duration wait = limit.take(key);
        if (wait != null) {
            throw ApiProblem.tooManyRequests("Too much feedback came from here; wait, and send it again.", wait);
        }
    }

    private static @Nullable Object page(Call call, int status, String html) {
        LinkPage.HEADERS.forEach(call::responseHeader);
        call.status(status);
        call.text(LinkPage.MEDIA, html);
        return null;
    }

    private @Nullable Object script(Call call) {
        call.responseHeader("Cross-Origin-Resource-Policy", "cross-origin");
        call.text("text/javascript; charset=utf-8", script);
        return null;
    }
}
