package dev.touchstone.backend.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `GET /openapi.json` · `GET /docs`. Public: they tell nothing of the data.
public final class OpenApiRoutes {
    private final List<Endpoint> own;
    private final List<Endpoint> documented;
    private volatile @Nullable String document;

    /// @param others every endpoint of the API but these two
    public OpenApiRoutes(List<Endpoint> others) {
        own = List.of(
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

    private @Nullable Object document(Call call) {
        call.text(Endpoint.JSON, document());
        return null;
    }

    /// Made when first asked for, because that takes a good part of a second; twice if two ask first, which is
    /// harmless.
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
