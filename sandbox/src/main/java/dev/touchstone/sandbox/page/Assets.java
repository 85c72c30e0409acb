package dev.touchstone.sandbox.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/// The page's own files, from the jar.
final class Assets {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private Assets() {}

    static void register(RoutesConfig routes) {
        routes.get("/", ctx -> serve(ctx, "index.html"));
        // Where permalinks lead; the page reads the address.
        routes.get("/archives/{channel}/{message}", ctx -> serve(ctx, "index.html"));
        routes.get("/assets/{folder}/{file}", ctx -> serve(ctx, ctx.pathParam("folder") + "/" + ctx.pathParam("file")));
    }

    private static void serve(Context ctx, String name) {
        if (!name.matches("([a-z]+/)?[a-z-]+\\.(html|css|js|svg)")) {
            throw new NotFoundResponse();
        }
        try (InputStream file = Assets.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new NotFoundResponse();
            }
            String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
            ctx.contentType(String.valueOf(type)).result(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
