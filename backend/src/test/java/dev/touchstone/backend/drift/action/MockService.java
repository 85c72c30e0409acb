package dev.touchstone.backend.drift.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.touchstone.api.wire.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Somebody else's API on loopback. It refuses what the real one refuses, and fails as it is told to.
abstract class MockService implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    /// How a call goes wrong.
    sealed interface Fault {
        /// Answered so, and nothing is done.
        record Status(int code, Map<String, String> headers, String body) implements Fault {}

        /// No answer, ever; nothing is done.
        record Hang() implements Fault {}

        /// The connection ends without an answer; nothing is done.
        record Drop() implements Fault {}

        /// An answer that never ends; nothing is done.
        record Dribble() implements Fault {}

        /// It is done, and the answer is lost.
        record LoseTheAnswer() implements Fault {}
    }

    /// What is answered.
    record Answer(int status, JsonNode body) {
        static Answer of(int status, Object body) {
            return new Answer(status, Json.mapper().valueToTree(body));
        }
    }

    MockService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// The next call goes wrong like this, the one after it like the next fault.
    void fail(Fault... next) {
        faults.addAll(List.of(next));
    }

    /// Method and target of every call.
    List<String> calls() {
        return calls;
    }

    abstract Answer answer(HttpExchange exchange, String body);

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        Fault fault = faults.poll();
        switch (fault) {
            case null -> send(exchange, answer(exchange, body));
            case Fault.Status status -> {
                status.headers().forEach(exchange.getResponseHeaders()::set);
                send(exchange, status.code(), status.body().getBytes(StandardCharsets.UTF_8));
            }
            case Fault.Hang hang -> {
                awaitClose();
                exchange.close();
            }
            case Fault.Drop drop -> exchange.close();
            case Fault.LoseTheAnswer lost -> {
                answer(exchange, body);
                exchange.close();
            }
            case Fault.Dribble dribble -> dribble(exchange);
        }
    }

    private void dribble(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(201, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            while (closed.getCount() > 0) {
                out.write(' ');
                out.flush();
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        send(exchange, answer.status(), Json.write(answer.body()).getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
