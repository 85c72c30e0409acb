package dev.touchstone.backend.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A pipeline's endpoint on loopback that remembers what it received. It answers 204 unless told otherwise.
public final class TestEndpoint implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    record Received(String method, String target, Map<String, String> headers, String body) {
        String header(String name) {
            return String.valueOf(headers.get(name));
        }
    }

    private record Answer(int status, Map<String, String> headers) {}

    TestEndpoint() {
        this("127.0.0.1", 0);
    }

    TestEndpoint(String address, int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(",", values)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(new Received(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body));
        try {
            gate.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Answer next = answers.poll();
        Answer answer = next == null ? new Answer(204, Map.of()) : next;
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), -1);
        exchange.close();
    }

    /// Answers one request this way, after those queued before.
    TestEndpoint answers(int status) {
        return answers(status, Map.of());
    }

    TestEndpoint answers(int status, Map<String, String> headers) {
        answers.add(new Answer(status, headers));
        return this;
    }

    /// Keeps answers back until the latch is open.
    void holdAnswers(CountDownLatch until) {
        gate = until;
    }

    List<Received> received() {
        return received;
    }

    Received only() {
        if (received.size() != 1) {
            throw new AssertionError("received " + received.size() + " requests, not one");
        }
        return received.getFirst();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/hook?pipeline=claims";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
