package dev.touchstone.app.slack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/// Stands between the bot and the backend, and makes the backend slow, deaf or absent.
final class BackendGate implements AutoCloseable {
    private final String backend;
    private final HttpServer server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<String> passed = new CopyOnWriteArrayList<>();
    private volatile boolean away;

    /// What happens to requests that fit.
    private record Rule(Predicate<String> fits, Kind kind, CountDownLatch until) {}

    private enum Kind {
        STALL,
        LOSE_REQUEST,
        LOSE_REPLY,
        BREAK
    }

    BackendGate(String backend) throws IOException {
        this.backend = backend;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void goAway() {
        away = true;
    }

    void comeBack() {
        away = false;
    }

    /// Requests whose `METHOD path` fits are held before they reach the backend until the latch is open.
    void stall(Predicate<String> fits, CountDownLatch until) {
        rules.add(new Rule(fits, Kind.STALL, until));
    }

    /// Requests that fit never reach the backend.
    void loseRequests(Predicate<String> fits) {
        rules.add(new Rule(fits, Kind.LOSE_REQUEST, new CountDownLatch(0)));
    }

    /// Requests that fit reach the backend, and its answer is lost.
    void loseReplies(Predicate<String> fits) {
        rules.add(new Rule(fits, Kind.LOSE_REPLY, new CountDownLatch(0)));
    }

    /// Requests that fit are answered with a fault.
    void breakRequests(Predicate<String> fits) {
        rules.add(new Rule(fits, Kind.BREAK, new CountDownLatch(0)));
    }

    void clear() {
        rules.clear();
    }

    /// How many requests that fit were answered by the backend.
    long answered(Predicate<String> fits) {
        return passed.stream().filter(fits).count();
    }

    /// What the backend has answered, as `METHOD path`, since the last call of this.
    List<String> answeredSince() {
        List<String> lines = List.copyOf(passed);
        passed.removeAll(lines);
        return lines;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            boolean loseReply = false;
            for (Rule rule : rules) {
                if (rule.fits().test(line)) {
                    if (rule.kind() == Kind.LOSE_REQUEST) {
                        return;
                    }
                    if (rule.kind() == Kind.BREAK) {
                        exchange.sendResponseHeaders(500, -1);
                        return;
                    }
                    loseReply |= rule.kind() == Kind.LOSE_REPLY;
                    rule.until().await();
                }
            }
            if (away) {
                return;
            }
            HttpResponse<byte[]> answer = forward(exchange, body);
            passed.add(line);
            if (loseReply || away) {
                return;
            }
            answer(exchange, answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(backend + exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        for (String name : List.of("Authorization", "Content-Type", "Idempotency-Key")) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        answer.headers()
                .firstValue("Content-Type")
                .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
        answer.headers()
                .firstValue("Retry-After")
                .ifPresent(time -> exchange.getResponseHeaders().set("Retry-After", time));
        byte[] body = answer.body();
        exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        http.shutdownNow();
    }
}
