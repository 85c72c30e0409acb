package dev.touchstone.backend.evaluation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/// A receiver of OTLP logs on loopback that remembers what it took.
final class LogReceiver implements AutoCloseable {
    private final HttpServer server;
    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile String rejects = "";

    /// @param status with which it was answered
    record Received(int status, Optional<String> authorization, LogRecord log) {
        Optional<AnyValue> attribute(String key) {
            return log.getAttributesList().stream()
                    .filter(attribute -> attribute.getKey().equals(key))
                    .map(attribute -> attribute.getValue())
                    .findFirst();
        }

        String text(String key) {
            return attribute(key).map(AnyValue::getStringValue).orElse("-");
        }

        String traceId() {
            return HexFormat.of().formatHex(log.getTraceId().toByteArray());
        }

        String spanId() {
            return HexFormat.of().formatHex(log.getSpanId().toByteArray());
        }

        String label() {
            return text("gen_ai.evaluation.score.label");
        }
    }

    /// @param port 0 for any
    LogReceiver(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/logs", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        ExportLogsServiceRequest request = ExportLogsServiceRequest.parseFrom(exchange.getRequestBody());
        Integer next = statuses.poll();
        int status = next == null ? 200 : next;
        Optional<String> authorization =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
        request.getResourceLogsList().stream()
                .flatMap(resource -> resource.getScopeLogsList().stream())
                .flatMap(scope -> scope.getLogRecordsList().stream())
                .forEach(log -> received.add(new Received(status, authorization, log)));
        byte[] answer = rejects.isEmpty()
                ? new byte[0]
                : ExportLogsServiceResponse.newBuilder()
                        .setPartialSuccess(ExportLogsPartialSuccess.newBuilder()
                                .setRejectedLogRecords(1)
                                .setErrorMessage(rejects))
                        .build()
                        .toByteArray();
        exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    /// Answers one request this way, after those queued before.
    LogReceiver answers(int status) {
        statuses.add(status);
        return this;
    }

    /// Takes requests and rejects what is in them.
    LogReceiver rejects(String why) {
        rejects = why;
        return this;
    }

    /// What it took, in order.
    List<Received> taken() {
        return received.stream().filter(one -> one.status() == 200).toList();
    }

    /// All that came.
    List<Received> received() {
        return received;
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/v1/logs";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
