package dev.touchstone.app.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.feedback.FeedbackKind;
import dev.touchstone.api.feedback.NewFeedbackLink;
import dev.touchstone.api.output.NewOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// A page of the made-up shop's assistant, as a customer would see it: answers that went out without
/// people, with thumbs. What is pressed goes to the feedback gateway by its script, with a link for each
/// answer and no key.
final class ShopPage implements AutoCloseable {
    private static final List<FeedbackKind> KINDS =
            List.of(FeedbackKind.THUMB, FeedbackKind.COPY, FeedbackKind.REGENERATE, FeedbackKind.DWELL);
    private static final Duration FOR = Duration.ofDays(1);
    private static final Map<String, String> FILES =
            Map.of("/shop.css", "text/css; charset=utf-8", "/shop.js", "text/javascript; charset=utf-8");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable TouchstoneClient client;
    private String apiUrl = "";

    /// @param port on loopback; 0 for any free one
    ShopPage(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("the shop's page cannot listen on port " + port, e);
        }
        server.setExecutor(threads);
    }

    /// Where it is, and the origin that the gateway has to allow.
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// Posts the answers and opens the page.
    ///
    /// @param own closed with the page
    void start(TouchstoneClient own, String apiUrl) {
        this.client = own;
        this.apiUrl = apiUrl;
        answers().forEach(own::post);
        server.createContext("/", this::handle);
        server.start();
    }

    static List<NewOutput> answers() {
        return DemoPipeline.read("shop.jsonl");
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            boolean page = path.equals("/");
            @Nullable String type = page ? "text/html; charset=utf-8" : FILES.get(path);
            if (type == null || !exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] body = page ? html().getBytes(StandardCharsets.UTF_8) : file(path);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.getResponseHeaders()
                    .set(
                            "Content-Security-Policy",
                            "default-src 'none'; style-src 'self'; img-src data:; script-src 'self' " + apiUrl
                                    + "; connect-src " + apiUrl);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static byte[] file(String path) throws IOException {
        try (InputStream in = ShopPage.class.getResourceAsStream("/demo/shop" + path)) {
            if (in == null) {
                throw new IOException("the page's file " + path + " is not in the jar");
            }
            return in.readAllBytes();
        }
    }

    private String html() {
        StringBuilder articles = new StringBuilder();
        answers().forEach(answer -> articles.append(article(answer)));
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Nordhavel: ask us</title>
                <link rel="icon" href="data:,">
                <link rel="stylesheet" href="/shop.css">
                <script src="/shop.js" defer></script>
                <script src="%s/feedback.js" defer></script>
                </head>
                <body>
                <main>
                <h1>Nordhavel: ask us</h1>
                <p class="what">A made-up outdoor shop, as a customer sees it. These answers went out without people. Some are
                wrong: press 👎 on one, and a card comes to #review-support.</p>
                %s</main>
                </body>
                </html>
                """.formatted(escaped(apiUrl), articles);
    }

    private String article(NewOutput answer) {
        String token = client == null
                ? ""
                : client.feedbackLink(new NewFeedbackLink(answer.pipeline(), null, answer.externalId(), KINDS, FOR))
                        .token();
        String id = escaped(answer.externalId());
        return """
                <article data-touchstone="%s" data-dwell id="%s">
                <p class="question">%s</p>
                <p class="answer">%s</p>
                <label for="why-%s">What was wrong? (optional)</label>
                <textarea id="why-%s" rows="1"></textarea>
                <button data-thumb="up" aria-label="Helpful">👍</button>
                <button data-thumb="down" aria-label="Not helpful">👎</button>
                <button data-regenerate>Ask again</button>
                <span class="said" role="status">Thank you.</span>
                </article>
                """.formatted(
                        escaped(token),
                        id,
                        escaped(Objects.requireNonNullElse(answer.asked(), "")),
                        escaped(answer.output() == null ? "" : answer.output().asText()),
                        id,
                        id);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
        if (client != null) {
            client.close();
        }
    }
}
