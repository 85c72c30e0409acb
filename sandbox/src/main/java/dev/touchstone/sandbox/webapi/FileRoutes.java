package dev.touchstone.sandbox.webapi;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.touchstone.sandbox.fault.Outage;
import dev.touchstone.sandbox.files.Bytes;
import dev.touchstone.sandbox.files.FileStore;
import dev.touchstone.sandbox.files.MediaTypes;
import dev.touchstone.sandbox.files.StoredFile;
import dev.touchstone.sandbox.traffic.Exchange;
import dev.touchstone.sandbox.traffic.TrafficLog;
import dev.touchstone.sandbox.workspace.Json;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;

/// The bytes of files: `POST` or `PUT /upload/{secret}` takes them, `GET /files-pri/{id}` gives them to the bot.
public final class FileRoutes {
    private final FileStore files;
    private final Tokens tokens;
    private final Outage outage;
    private final TrafficLog traffic;

    public FileRoutes(FileStore files, Tokens tokens, Outage outage, TrafficLog traffic) {
        this.files = files;
        this.tokens = tokens;
        this.outage = outage;
        this.traffic = traffic;
    }

    public void register(RoutesConfig routes) {
        routes.post(FileMethods.UPLOAD + "{secret}", this::upload);
        routes.put(FileMethods.UPLOAD + "{secret}", this::upload);
        routes.get("/files-pri/{id}", this::download);
    }

    private void upload(Context ctx) {
        if (outage.isAway()) {
            Hangup.on(ctx);
            return;
        }
        byte[] bytes = ctx.bodyAsBytes();
        boolean taken = files.fill(ctx.pathParam("secret"), bytes);
        ctx.status(taken ? 200 : 400).result(taken ? "OK - " + bytes.length : "upload refused");
        traffic.record(
                Exchange.Kind.UPLOAD,
                "upload",
                Json.object().put("bytes", bytes.length),
                ctx.statusCode(),
                MissingNode.getInstance(),
                taken ? null : "upload_refused",
                Duration.ZERO);
    }

    private void download(Context ctx) {
        if (!tokens.isBot(ctx)) {
            ctx.status(403).result("a bot token is required");
            return;
        }
        StoredFile file = files.find(ctx.pathParam("id")).orElse(null);
        Bytes bytes = file == null ? null : file.bytes();
        if (file == null || bytes == null) {
            ctx.status(404).result("no such file");
        } else {
            ctx.contentType(MediaTypes.of(file.name())).result(bytes.copy());
        }
    }
}
