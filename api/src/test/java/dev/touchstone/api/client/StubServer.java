package dev.touchstone.api.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// Answers what a test has put down, in order, and remembers what it was asked. The last answer is given for ever.
public final class StubServer implements AutoCloseable {
    private final HttpServer server;
    private final Queue<Answer> answers = new ArrayDeque<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /// @param idempotencyKey the header, or an empty text
    record Asked(String method, String path, String idempotencyKey, String body, long atNanos) {}

    interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    public StubServer(Answer... inOrder) throws IOException {
        answers.addAll(List.of(inOrder));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        asked.add(new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                key == null ? "" : key,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                System.nanoTime()));
        try (exchange) {
            next().give(exchange);
        }
    }

    private synchronized Answer next() {
        return answers.size() > 1 ? answers.remove() : answers.element();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public List<Asked> asked() {
        return asked;
    }

    public static Answer json(int status, Object body, Map<String, String> headers) {
        byte[] bytes = Json.write(body).getBytes(StandardCharsets.UTF_8);
        return exchange -> {
            headers.forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    public static Answer problem(int status, Map<String, String> headers) {
        return json(status, Problem.of(status, "stub", "Stub", "As the test wants."), headers);
    }

    /// Headers at once, then one byte at a time for as long as anybody listens.
    public static Answer dribble() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                while (true) {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                    Thread.sleep(20);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
