package dev.touchstone.sandbox.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.sandbox.control.FaultControls;
import dev.touchstone.sandbox.files.Bytes;
import dev.touchstone.sandbox.files.FileStore;
import dev.touchstone.sandbox.files.MediaTypes;
import dev.touchstone.sandbox.files.StoredFile;
import dev.touchstone.sandbox.interactivity.ViewStore;
import dev.touchstone.sandbox.traffic.Exchange;
import dev.touchstone.sandbox.traffic.TrafficLog;
import dev.touchstone.sandbox.workspace.Json;
import dev.touchstone.sandbox.workspace.SlackError;
import dev.touchstone.sandbox.workspace.Workspace;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;

/// Everything under `/` and `/page/`: the files of the page, the snapshot it starts from, the live feed, what people do
/// and the inspector.
public final class Page {
    private static final int SHOWN = 300;

    private final Snapshot snapshot;
    private final LiveFeed feed;
    private final TrafficLog traffic;
    private final FileStore files;
    private final ActRoutes acts;
    private final FaultRoutes faults;

    public Page(
            Workspace workspace,
            ViewStore views,
            FileStore files,
            TrafficLog traffic,
            FaultControls faults,
            Acts acts) {
        this.snapshot = new Snapshot(workspace, views);
        this.feed = new LiveFeed(workspace);
        this.traffic = traffic;
        this.files = files;
        this.acts = new ActRoutes(acts);
        this.faults = new FaultRoutes(faults);
        workspace.changes().listen(feed::tell);
        traffic.listen(feed::tell);
    }

    public void register(RoutesConfig routes) {
        Assets.register(routes);
        routes.get("/page/snapshot", this::snapshot);
        routes.get("/page/messages", this::messages);
        routes.get("/page/surfaces", this::surfaces);
        routes.sse(
                "/page/live",
                client -> feed.join(client, String.valueOf(client.ctx().queryParam("as"))));
        routes.get("/page/traffic", this::traffic);
        routes.get("/page/file/{id}", this::file);
        acts.register(routes);
        faults.register(routes);
        routes.exception(SlackError.class, Page::refuse);
    }

    /// Ends the live feeds, which would otherwise keep the server from stopping.
    public void close() {
        feed.close();
    }

    private void snapshot(Context ctx) {
        ActRoutes.send(ctx, snapshot.of(ctx.queryParam("as")));
    }

    private void messages(Context ctx) {
        String channel = String.valueOf(ctx.queryParam("channel"));
        ActRoutes.send(ctx, snapshot.messages(String.valueOf(ctx.queryParam("as")), channel, ctx.queryParam("ts")));
    }

    private void surfaces(Context ctx) {
        ActRoutes.send(ctx, snapshot.surfaces(String.valueOf(ctx.queryParam("as"))));
    }

    private void traffic(Context ctx) {
        ArrayNode exchanges = Json.array();
        var all = traffic.all();
        all.subList(Math.max(0, all.size() - SHOWN), all.size()).stream()
                .map(Exchange::toJson)
                .forEach(exchanges::add);
        ActRoutes.send(ctx, Json.object().set("exchanges", exchanges));
    }

    private void file(Context ctx) {
        StoredFile file = files.find(ctx.pathParam("id")).orElseThrow(NotFoundResponse::new);
        Bytes bytes = file.bytes();
        if (bytes == null) {
            throw new NotFoundResponse();
        }
        if (MediaTypes.isPicture(file.name())) {
            ctx.contentType(MediaTypes.of(file.name()));
        } else {
            // Anything else is only for saving: an uploaded page must not run here.
            String name = file.name().replaceAll("[^A-Za-z0-9._-]", "_");
            ctx.contentType("application/octet-stream")
                    .header("Content-Disposition", "attachment; filename=\"" + name + "\"");
        }
        ctx.result(bytes.copy());
    }

    private static void refuse(SlackError refused, Context ctx) {
        ObjectNode json = Json.object().put("error", refused.code());
        json.set("details", Json.strings(refused.details()));
        ctx.status(422);
        ActRoutes.send(ctx, json);
    }
}
