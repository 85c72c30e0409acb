package dev.touchstone.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A server that stops while many send one request after the other on connections they keep.
class StopUnderLoadTest {
    private static final int CLIENTS = 200;

    private static final Authenticator NOBODY = new Authenticator() {
        @Override
        public Optional<Caller> authenticate(String token) {
            return Optional.of(new Caller(token, null, Set.of()));
        }

        @Override
        public void refused(String actor, String operation, String why) {
            throw new AssertionError(operation + " needs no key");
        }
    };

    /// How a connection ended.
    private sealed interface End {
        /// The server said that this was the last answer.
        record Told(int status) implements End {}

        /// A request was sent and never answered.
        record Lost(String how) implements End {}
    }

    @Test
    void nobodysConnectionIsResetAndWhoComesIsToldToGoElsewhere() throws Exception {
        AtomicInteger served = new AtomicInteger();
        Endpoint work = Endpoint.get("/work", "work", "Works.")
                .answers(Map.class)
                .by(call -> {
                    Thread.sleep(30);
                    served.incrementAndGet();
                    return Map.of();
                });
        ServerConfig config = new ServerConfig(
                "127.0.0.1", 0, 1024, 1024, 1000, Duration.ofSeconds(10), BodyConfig.DEFAULT, List.of(), 300);
        HttpServer server = new HttpServer(config, List.of(work), NOBODY, new SimpleMeterRegistry()).start();
        int port = URI.create(server.url()).getPort();
        List<Future<End>> clients = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(threads.submit(() -> untilTheEnd(port)));
            }
            while (served.get() < 3 * CLIENTS) {
                Thread.sleep(10);
            }
            server.close();
        }

        List<End> ends = new ArrayList<>();
        for (Future<End> client : clients) {
            ends.add(client.get());
        }
        assertThat(ends).hasSize(CLIENTS).allMatch(end -> end instanceof End.Told);
        assertThat(ends)
                .allMatch(end -> end instanceof End.Told told && (told.status() == 200 || told.status() == 503));
    }

    private static End untilTheEnd(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            while (true) {
                try {
                    out.write("GET /work HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    String first = in.readLine();
                    if (first == null) {
                        return new End.Lost("closed");
                    }
                    int status = Integer.parseInt(first.split(" ")[1]);
                    boolean last = false;
                    int length = 0;
                    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                        last |= line.equalsIgnoreCase("Connection: close");
                        if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                            length = Integer.parseInt(line.substring(15).trim());
                        }
                    }
                    for (int i = 0; i < length; i++) {
                        if (in.read() < 0) {
                            return new End.Lost("cut");
                        }
                    }
                    if (last) {
                        return new End.Told(status);
                    }
                } catch (IOException e) {
                    return new End.Lost(e.toString());
                }
            }
        }
    }
}
