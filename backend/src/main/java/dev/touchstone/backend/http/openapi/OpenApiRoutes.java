package dev.touchstone.backend.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `GET /` · `GET /openapi.json` · `GET /docs`. Public: they tell nothing of the data.
public final class OpenApiRoutes {
    private static final String ROOT = """
            <!doctype html>
            <html lang="en"><head><title>Touchstone</title><meta http-equiv="refresh" content="0; url=/docs"></head>
            <body><a href="/docs">The API of Touchstone</a></body></html>
            """;

    private final List<Endpoint> own;
    private final List<Endpoint> documented;
    private volatile @Nullable String document;

    /// @param others every endpoint of the API but these
    public OpenApiRoutes(List<Endpoint> others) {
        own = List.of(
                Endpoint.get("/", "getRoot", "Leads a browser to the page.")
                        .answers(String.class, "text/html")
                        .meaning("A page that leads to /docs.")
                        .by(OpenApiRoutes::root),
                Endpoint.get("/openapi.json", "getOpenApi", "This document.")
                        .answers(JsonNode.class)
                        .meaning("The OpenAPI document.")
                        .by(this::document),
                Endpoint.get("/docs", "getDocs", "This document as a page to browse and try.")
                        .answers(String.class, "text/html")
                        .meaning("The page.")
                        .by(this::page));
        documented = Stream.concat(others.stream(), own.stream()).toList();
    }

    public List<Endpoint> endpoints() {
        return own;
    }

    private static @Nullable Object root(Call call) {
        call.text("text/html; charset=utf-8", ROOT);
        return null;
    }

    private @Nullable Object document(Call call) {
        call.text(Endpoint.JSON, document());
        return null;
    }

    /// Made when first asked for, because that takes a good part of a second. If two ask first it is made twice,
    /// which is harmless.
    private String document() {
        String made = document;
        if (made == null) {
            made = OpenApiDocument.write(documented);
            document = made;
        }
        return made;
    }

    private @Nullable Object page(Call call) {
        DocsPage.HEADERS.forEach(call::responseHeader);
        call.text("text/html; charset=utf-8", DocsPage.HTML);
        return null;
    }
}
