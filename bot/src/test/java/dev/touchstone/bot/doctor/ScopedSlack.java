package dev.touchstone.bot.doctor;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// As much of Slack as says which scopes a token has; the sandbox knows none.
final class ScopedSlack implements AutoCloseable {
    private static final Pattern SCOPE = Pattern.compile("^      - ([a-z]+(?::[a-z]+)?)$", Pattern.MULTILINE);

    private final HttpServer server;

    ScopedSlack(String scopes) throws IOException {
        this(scopes, "{\"ok\": true, \"user\": \"touchstone\", \"team\": \"Acme\"}");
    }

    private ScopedSlack(String scopes, String text) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/auth.test", exchange -> {
            byte[] answer = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("x-oauth-scopes", scopes);
            exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    /// Grants what the manifest asks for.
    static ScopedSlack asInTheManifest() throws IOException {
        // Tests run in the module's folder.
        String manifest = Files.readString(Path.of("..", "config", "slack-manifest.yaml"));
        String bot = manifest.substring(manifest.indexOf("    bot:"), manifest.indexOf("settings:"));
        return new ScopedSlack(
                SCOPE.matcher(bot).results().map(result -> result.group(1)).collect(Collectors.joining(",")));
    }

    /// Answers every question with 200 and nothing.
    static ScopedSlack silent() throws IOException {
        return new ScopedSlack("", "");
    }

    String apiUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
