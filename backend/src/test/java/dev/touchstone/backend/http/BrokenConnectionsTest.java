package dev.touchstone.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.testing.Eventually;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/// What goes wrong on a connection is the caller's matter: it is told if it still listens, and nothing is logged as
/// a fault of ours.
class BrokenConnectionsTest {
    private static RunningBackend api;
    private static String key;

    private final Logger logger = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeAll
    static void start(@TempDir Path directory) {
        api = new RunningBackend(directory);
        key = api.key(Set.of(Scope.OUTPUTS_WRITE));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeEach
    void listen() {
        Logger problems = (Logger) LoggerFactory.getLogger(Bodies.class);
        problems.setLevel(Level.INFO);
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void noFaultOfOurs() {
        logger.detachAppender(logged);
        assertThat(logged.list)
                .noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.WARN) || event.getThrowableProxy() != null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /v1/outputs/%00", "GET /v1/outputs/%zz", "GET /v1/outputs/..;/a"})
    void refusedUriSaysThatTheConnectionEnds(String line) throws IOException {
        try (Socket socket = connect()) {
            send(socket, line + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 400").containsIgnoringCase("\r\nConnection: close\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n{\r\n", "5\r\n{\"a\":1}\r\n0\r\n\r\n", "-1\r\n", "ffffffffffffffffff\r\n"})
    void brokenChunksAreABadRequest(String chunks) throws IOException {
        try (Socket socket = connect()) {
            send(socket, post("Transfer-Encoding: chunked") + chunks);

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000", "Transfer-Encoding: chunked"})
    void anUploadThatIsBrokenOffIsOneQuietLine(String header) throws IOException {
        try (Socket socket = connect()) {
            send(socket, post(header) + (header.startsWith("T") ? "10\r\n{" : "{"));
        }

        Eventually.within(
                Duration.ofSeconds(10),
                "a line in the log",
                () -> logged.list.stream()
                        .anyMatch(event -> event.getFormattedMessage().contains("body broken off")));
    }

    @Test
    void aHalfClosedConnectionIsToldWhatIsMissing() throws IOException {
        try (Socket socket = connect()) {
            send(socket, post("Content-Length: 1000") + "{");
            socket.shutdownOutput();

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"body-broken-off\"");
        }
    }

    private static String post(String header) {
        return "POST /v1/outputs HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key
                + "\r\nContent-Type: application/json\r\n" + header + "\r\n\r\n";
    }

    private static Socket connect() throws IOException {
        URI url = URI.create(api.backend().url());
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
