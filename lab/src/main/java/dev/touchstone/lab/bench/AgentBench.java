package dev.touchstone.lab.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.Backend;
import dev.touchstone.lab.bench.kit.BenchBackend;
import dev.touchstone.lab.bench.kit.Goal;
import dev.touchstone.lab.bench.kit.LoadGenerator;
import dev.touchstone.lab.bench.kit.SampleBodies;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/// Agents' tools: how long a call takes while outputs come in as fast as the machine takes them, and what
/// runs cost that wait for a person. Server and clients share one process, so both figures hold the clients'
/// part too.
final class AgentBench {
    private static final int CONNECTIONS = 64;
    private static final double MOST_MS = 50;
    private static final int RUNS = 1_000;
    private static final double MOST_MB = 20;
    private static final String EXTERNAL = "agent-";

    private final Path dir;
    private final double seconds;
    private final AtomicLong outputs = new AtomicLong();
    private final AtomicLong calls = new AtomicLong();
    private final SampleBodies bodies = new SampleBodies(new PipelineName(BenchBackend.PIPELINE));

    AgentBench(Path dir, double seconds) {
        this.dir = dir;
        this.seconds = seconds;
    }

    void run() throws Exception {
        try (Backend backend = BenchBackend.start(dir.resolve("agents.db"), 256)) {
            String key = BenchBackend.key(backend);
            LoadGenerator posting = new LoadGenerator(backend.url(), "/v1/outputs", key, CONNECTIONS);
            LoadGenerator calling = new LoadGenerator(backend.url(), "/mcp", key, 1);
            posting.run(seconds, outputs, this::output);
            calling.run(seconds, calls, this::askOrLook);
            LoadGenerator.Result alone = calling.run(seconds, calls, this::askOrLook);
            System.out.printf("  calls alone, p50 and p99           %7.2f ms %7.2f ms%n", alone.p50Ms(), alone.p99Ms());
            CompletableFuture<Double> load = CompletableFuture.supplyAsync(() -> rate(posting, seconds * 3));
            LoadGenerator.Result beside = calling.run(seconds * 2.5, calls, this::askOrLook);
            System.out.printf("  outputs meanwhile                  %7.0f/s%n", load.get());
            System.out.printf(
                    "  calls beside, p50 and p99          %7.2f ms %7.2f ms  %s%n",
                    beside.p50Ms(), beside.p99Ms(), Goal.atMost(MOST_MS, beside.p99Ms()));
            waiting(backend, key);
        }
    }

    private double rate(LoadGenerator posting, double during) {
        try {
            return posting.run(during, outputs, this::output).perSecond();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private String output(long n) {
        return bodies.body("e-" + n, n);
    }

    /// By turns: a person is asked, and what became of it is looked up.
    private String askOrLook(long n) {
        return n % 2 == 1 ? ask(EXTERNAL + n) : look(EXTERNAL + (n - 1), 0);
    }

    private static String ask(String external) {
        ObjectNode arguments = Json.mapper().createObjectNode();
        arguments.put("pipeline", BenchBackend.PIPELINE).put("key", external).put("output", "Refund 120 euros.");
        arguments.put("query", "May this order be refunded?").put("note", "More than 100 euros");
        return call("request_review", arguments);
    }

    private static String look(String external, int waitSeconds) {
        ObjectNode arguments = Json.mapper().createObjectNode();
        arguments.put("pipeline", BenchBackend.PIPELINE).put("key", external).put("wait_seconds", waitSeconds);
        return call("get_verdict", arguments);
    }

    private static String call(String tool, ObjectNode arguments) {
        ObjectNode message = Json.mapper().createObjectNode();
        message.put("jsonrpc", "2.0").put("id", 1).put("method", "tools/call");
        message.putObject("params").put("name", tool).set("arguments", arguments);
        return Json.write(message);
    }

    /// A thousand calls that wait at once, each on a connection of its own.
    private void waiting(Backend backend, String key) throws IOException, InterruptedException, ExecutionException {
        LoadGenerator asking = new LoadGenerator(backend.url(), "/mcp", key, 8);
        AtomicLong asked = new AtomicLong();
        while (asked.get() < RUNS) {
            asking.run(1, asked, n -> ask("wait-" + n));
        }
        double before = usedMb();
        List<Socket> runs = new ArrayList<>();
        try {
            for (int n = 1; n <= RUNS; n++) {
                runs.add(begin(backend.url(), key, look("wait-" + n, 50)));
            }
            Thread.sleep(10_000);
            double cost = usedMb() - before;
            for (Socket run : runs) {
                if (run.getInputStream().available() > 0) {
                    throw new IllegalStateException("a run did not wait");
                }
            }
            System.out.printf(
                    "  %,d runs that wait                 %7.1f MB     %s%n", RUNS, cost, Goal.atMost(MOST_MB, cost));
        } finally {
            for (Socket run : runs) {
                run.close();
            }
        }
    }

    private static Socket begin(String url, String key, String body) throws IOException {
        URI base = URI.create(url);
        Socket socket = new Socket(base.getHost(), base.getPort());
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + key
                + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(bytes);
        return socket;
    }

    /// Heap after it was collected, and buffers outside of it.
    private static double usedMb() throws InterruptedException {
        for (int i = 0; i < 4; i++) {
            System.gc();
            Thread.sleep(200);
        }
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long buffers = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return (heap + buffers) / 1e6;
    }
}
