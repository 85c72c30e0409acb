package dev.touchstone.sandbox.webapi;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.sandbox.delivery.SocketMode;
import dev.touchstone.sandbox.fault.CallFaults;
import dev.touchstone.sandbox.fault.CallFaults.Fault;
import dev.touchstone.sandbox.fault.Outage;
import dev.touchstone.sandbox.fault.RateTiers;
import dev.touchstone.sandbox.files.FileStore;
import dev.touchstone.sandbox.interactivity.Triggers;
import dev.touchstone.sandbox.interactivity.ViewStore;
import dev.touchstone.sandbox.posting.Drafts;
import dev.touchstone.sandbox.posting.Poster;
import dev.touchstone.sandbox.traffic.Exchange;
import dev.touchstone.sandbox.traffic.TrafficLog;
import dev.touchstone.sandbox.workspace.Json;
import dev.touchstone.sandbox.workspace.SlackError;
import dev.touchstone.sandbox.workspace.Workspace;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// `POST /api/{method}`: the Web API.
public final class WebApi {
    /// What the methods work on.
    public record Parts(
            Workspace workspace,
            ViewStore views,
            Triggers triggers,
            Drafts drafts,
            Poster poster,
            FileStore files,
            SocketMode sockets) {}

    /// What may go wrong with a call.
    public record Hazards(CallFaults faults, RateTiers rates, Outage outage) {}

    private final Workspace workspace;
    private final Tokens tokens;
    private final Hazards hazards;
    private final TrafficLog traffic;
    private final Map<String, Method> methods = new HashMap<>();

    public WebApi(Parts parts, Tokens tokens, Hazards hazards, TrafficLog traffic, Supplier<String> baseUrl) {
        this.workspace = parts.workspace();
        this.tokens = tokens;
        this.hazards = hazards;
        this.traffic = traffic;
        new AppMethods(workspace, parts.sockets(), baseUrl).addTo(methods);
        new ChatMethods(workspace, parts.poster(), baseUrl).addTo(methods);
        new ConversationMethods(workspace).addTo(methods);
        new PeopleMethods(workspace).addTo(methods);
        new ViewMethods(workspace, parts.views(), parts.drafts(), parts.triggers()).addTo(methods);
        new FileMethods(workspace, parts.files(), parts.poster(), baseUrl).addTo(methods);
    }

    public void register(RoutesConfig routes) {
        routes.post("/api/{method}", this::serve);
        routes.get("/api/{method}", this::serve);
    }

    private void serve(Context ctx) {
        String method = ctx.pathParam("method");
        if (hazards.outage().isAway()) {
            traffic.record(
                    Exchange.Kind.CALL, method, Json.object(), 0, MissingNode.getInstance(), "away", Duration.ZERO);
            Hangup.on(ctx);
            return;
        }
        long from = System.nanoTime();
        Optional<Fault> fault = hazards.faults().take(method);
        fault.ifPresent(WebApi::holdBack);
        ObjectNode arguments = Json.object();
        ObjectNode answer;
        try {
            ApiCall call = ApiCall.of(ctx);
            arguments = call.arguments();
            Optional<Duration> wait = limit(fault, method, call);
            answer = wait.isPresent() ? limited(ctx, wait.get()) : answer(ctx, method, call, fault);
        } catch (SlackError refused) {
            answer = refusal(refused);
        }
        boolean cut = fault.filter(Fault.ReplyLost.class::isInstance).isPresent();
        boolean lost =
                cut || fault.filter(Fault.ConnectionReset.class::isInstance).isPresent();
        traffic.record(
                Exchange.Kind.CALL,
                method,
                arguments,
                lost ? 0 : ctx.statusCode(),
                lost ? MissingNode.getInstance() : answer,
                lost ? "reply_lost" : Json.text(answer, "error"),
                Duration.ofNanos(System.nanoTime() - from));
        if (cut) {
            Hangup.midway(ctx, Json.write(answer));
        } else if (lost) {
            Hangup.on(ctx);
        } else {
            ctx.contentType("application/json; charset=utf-8").result(Json.write(answer));
        }
    }

    private ObjectNode answer(Context ctx, String method, ApiCall call, Optional<Fault> fault) {
        if (fault.isPresent() && fault.get() instanceof Fault.Refused refused) {
            throw new SlackError(refused.error());
        }
        Method known = methods.get(method);
        if (known == null) {
            throw new SlackError("unknown_method");
        }
        tokens.require(ctx, call, method);
        ObjectNode answer = Json.object().put("ok", true);
        answer.setAll(workspace.locked(() -> known.answer(call)));
        return answer;
    }

    private Optional<Duration> limit(Optional<Fault> fault, String method, ApiCall call) {
        return fault.isPresent() && fault.get() instanceof Fault.Limited limited
                ? Optional.of(limited.retryAfter())
                : hazards.rates().admit(method, call.text("channel"));
    }

    private static ObjectNode limited(Context ctx, Duration wait) {
        // Slack speaks in whole seconds; rounding down would invite the caller back too early.
        long seconds = Math.max(1, (wait.toMillis() + 999) / 1000);
        ctx.status(429).header("Retry-After", Long.toString(seconds));
        return Json.object().put("ok", false).put("error", "ratelimited");
    }

    private static ObjectNode refusal(SlackError refused) {
        ObjectNode answer = Json.object().put("ok", false).put("error", refused.code());
        if (!refused.details().isEmpty()) {
            answer.set(
                    "errors",
                    Json.strings(refused.details().stream()
                            .map(detail -> detail.replaceFirst("^\\[ERROR] ", ""))
                            .toList()));
            answer.putObject("response_metadata").set("messages", Json.strings(refused.details()));
        }
        return answer;
    }

    private static void holdBack(Fault fault) {
        if (fault instanceof Fault.Delayed delayed) {
            try {
                Thread.sleep(delayed.by());
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
