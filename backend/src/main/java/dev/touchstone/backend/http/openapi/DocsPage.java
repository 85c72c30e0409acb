package dev.touchstone.backend.http.openapi;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/// The page that shows the OpenAPI document with Swagger UI. Everything it loads comes from this server.
final class DocsPage {
    /// Besides those of every answer.
    static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            // Swagger UI sets style attributes and draws its icons from data: URLs; it needs no inline script.
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");

    static final String HTML = """
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>Touchstone API</title>
              <link rel="icon" href="data:,">
              <link rel="stylesheet" href="webjars/swagger-ui/%1$s/swagger-ui.css">
              <link rel="stylesheet" href="webjars/touchstone/docs.css?%2$s">
            </head>
            <body>
              <header><strong>Touchstone</strong> API <a href="openapi.json">openapi.json</a></header>
              <div id="swagger-ui"></div>
              <script src="webjars/swagger-ui/%1$s/swagger-ui-bundle.js"></script>
              <script src="webjars/touchstone/docs.js?%3$s"></script>
            </body>
            </html>
            """.formatted(swaggerUiVersion(), hash("docs.css"), hash("docs.js"));

    private DocsPage() {}

    private static String swaggerUiVersion() {
        Properties properties = new Properties();
        try {
            properties.load(new ByteArrayInputStream(bytes("maven/org.webjars/swagger-ui/pom.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    /// Browsers keep what lies under webjars for a year, so that our own files need a new address when they change.
    private static String hash(String file) {
        return Integer.toHexString(Arrays.hashCode(bytes("resources/webjars/touchstone/" + file)));
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = DocsPage.class.getResourceAsStream("/META-INF/" + resource)) {
            return Objects.requireNonNull(in, () -> resource + " is not in the jar")
                    .readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
