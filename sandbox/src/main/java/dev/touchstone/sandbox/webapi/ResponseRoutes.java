package dev.touchstone.sandbox.webapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.sandbox.fault.CallFaults;
import dev.touchstone.sandbox.fault.Outage;
import dev.touchstone.sandbox.interactivity.ResponseUrls;
import dev.touchstone.sandbox.traffic.Exchange;
import dev.touchstone.sandbox.traffic.TrafficLog;
import dev.touchstone.sandbox.workspace.Json;
import dev.touchstone.sandbox.workspace.SlackError;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// `POST /respond/{secret}`: where `response_url`s lead.
public final class ResponseRoutes {
    private static final String METHOD = "response_url";

    private final ResponseUrls responseUrls;
    private final CallFaults faults;
    private final Outage outage;
    private final TrafficLog traffic;

    /// @param faults those of `response_url` refuse an answer before anything is done
    public ResponseRoutes(ResponseUrls responseUrls, CallFaults faults, Outage outage, TrafficLog traffic) {
        this.responseUrls = responseUrls;
        this.faults = faults;
        this.outage = outage;
        this.traffic = traffic;
    }

    public void register(RoutesConfig routes) {
        routes.post(ResponseUrls.PATH + "{secret}", this::respond);
    }

    private void respond(Context ctx) {
        if (outage.isAway()) {
            Hangup.on(ctx);
            return;
        }
        JsonNode wanted = Json.read(ctx.body()).orElse(MissingNode.getInstance());
        @Nullable String error = null;
        try {
            if (faults.take(METHOD).orElse(null) instanceof CallFaults.Fault.Refused refused) {
                throw new SlackError(refused.error());
            }
            responseUrls.use(ctx.pathParam("secret"), wanted);
            ctx.result("ok");
        } catch (SlackError refused) {
            error = refused.code();
            ObjectNode answer = Json.object().put("ok", false).put("error", error);
            ctx.status(error.endsWith("_url") ? 404 : 400)
                    .contentType("application/json")
                    .result(Json.write(answer));
        }
        traffic.record(
                Exchange.Kind.RESPONSE_URL,
                METHOD,
                wanted,
                ctx.statusCode(),
                MissingNode.getInstance(),
                error,
                Duration.ZERO);
    }
}
