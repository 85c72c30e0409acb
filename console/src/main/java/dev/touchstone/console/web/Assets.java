package dev.touchstone.console.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/// The files beside the pages: one style sheet, one script, one mark.
public final class Assets {
    private static final Map<String, String> TYPES = Map.of(
            "console.css", "text/css; charset=utf-8",
            "console.js", "text/javascript; charset=utf-8",
            "mark.svg", "image/svg+xml");

    private Assets() {}

    public static void register(RoutesConfig routes) {
        TYPES.forEach((name, type) -> {
            byte[] bytes = read(name);
            String tag = "\""
                    + Forms.tokenOf(new String(bytes, StandardCharsets.UTF_8)).substring(0, 16) + "\"";
            routes.get(Pages.BASE + "/assets/" + name, context -> send(context, type, bytes, tag));
        });
    }

    private static void send(Context context, String type, byte[] bytes, String tag) {
        context.header("Cache-Control", "public, max-age=300");
        context.header("ETag", tag);
        if (tag.equals(context.header("If-None-Match"))) {
            context.status(304);
            return;
        }
        context.contentType(type).result(bytes);
    }

    private static byte[] read(String name) {
        try (InputStream in = Assets.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name + " is not in the jar").readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
