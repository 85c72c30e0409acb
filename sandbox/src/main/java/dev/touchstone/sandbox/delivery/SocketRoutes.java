package dev.touchstone.sandbox.delivery;

import dev.touchstone.sandbox.fault.Outage;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.ServiceUnavailableResponse;
import io.javalin.websocket.WsConfig;
import java.util.concurrent.TimeUnit;

/// The WebSocket Socket Mode clients connect to: `/link?ticket=…`.
public final class SocketRoutes {
    public static final String PATH = "/link";
    private static final int PING_SECONDS = 10;

    private final SocketMode sockets;
    private final Outage outage;

    public SocketRoutes(SocketMode sockets, Outage outage) {
        this.sockets = sockets;
        this.outage = outage;
    }

    public void register(RoutesConfig routes) {
        routes.wsBeforeUpgrade(PATH, this::admit);
        routes.ws(PATH, this::serve);
    }

    private void admit(Context ctx) {
        if (outage.isAway()) {
            throw new ServiceUnavailableResponse("away");
        }
        String ticket = ctx.queryParam("ticket");
        if (ticket == null || !sockets.admits(ticket)) {
            throw new ForbiddenResponse("This address works once; call apps.connections.open for another.");
        }
    }

    private void serve(WsConfig ws) {
        ws.onConnect(ctx -> {
            ctx.enableAutomaticPings(PING_SECONDS, TimeUnit.SECONDS);
            sockets.opened(new Link(ctx));
        });
        ws.onMessage(ctx -> sockets.received(ctx.message()));
        ws.onClose(ctx -> sockets.closed(ctx.sessionId()));
    }
}
