package dev.touchstone.sandbox.page;

import dev.touchstone.sandbox.control.FaultControls;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.time.Duration;

/// The inspector's fault controls: `GET /page/faults` shows them, `POST /page/faults` with a `do` works one.
final class FaultRoutes {
    private final FaultControls faults;

    FaultRoutes(FaultControls faults) {
        this.faults = faults;
    }

    void register(RoutesConfig routes) {
        routes.get("/page/faults", this::show);
        routes.post("/page/faults", this::work);
    }

    private void show(Context ctx) {
        ActRoutes.send(ctx, faults.toJson());
    }

    private void work(Context ctx) {
        PageRequest request = PageRequest.of(ctx);
        String method = request.text("method").isEmpty() ? "*" : request.text("method");
        int count = Math.clamp(request.number("count", 1), 1, 1000);
        switch (request.text("do")) {
            case "limit" -> faults.limit(method, count, Duration.ofSeconds(request.number("seconds", 5)));
            case "refuse" -> faults.refuse(method, count, request.text("error"));
            case "lose" -> faults.loseReply(method, count);
            case "reset" -> faults.resetConnection(method, count);
            case "delay" -> faults.delay(method, count, Duration.ofSeconds(request.number("seconds", 5)));
            case "rates" -> faults.enforceRates(request.flag("on"));
            case "untouched" -> faults.hideUntouchedValues(request.flag("on"));
            case "away" -> faults.goAway();
            case "back" -> faults.comeBack();
            case "drop" -> faults.dropSockets();
            case "disconnect" -> faults.disconnectSockets();
            case "twice" -> faults.sendTwice(count);
            case "two-sockets" -> faults.sendToTwoSockets(count);
            case "leave-group" -> faults.leaveGroup(request.text("group"), request.text("user"));
            case "join-group" -> faults.joinGroup(request.text("group"), request.text("user"));
            case "clear" -> faults.clear();
            default -> throw new BadRequestResponse("Unknown control " + request.text("do"));
        }
        show(ctx);
    }
}
