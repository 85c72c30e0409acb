package dev.touchstone.lab.bench;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.erasure.Erasure;
import dev.touchstone.api.erasure.ErasureState;
import dev.touchstone.api.erasure.ErasureSubject;
import dev.touchstone.api.erasure.NewErasure;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.BatchLine;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.Backend;
import dev.touchstone.lab.bench.kit.BenchBackend;
import dev.touchstone.lab.bench.kit.Goal;
import dev.touchstone.lab.bench.kit.SampleBodies;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// What it takes to erase somebody with few outputs stored and with many, from the request to the receipt.
final class ErasureBench {
    private static final int FEW = 10_000;
    /// Of each subject, one in ten of them reviewed.
    private static final int EACH = 50;
    private static final int ERASED = 20;
    private static final PipelineName BENCH = new PipelineName(BenchBackend.PIPELINE);
    private static final Policy POLICY =
            Json.read("{\"audit_rate\": 0.1, \"erasure\": {\"subjects\": [\"customer\"]}}", Policy.class);

    private final Path dir;
    private final int many;

    ErasureBench(Path dir, int many) {
        this.dir = dir;
        this.many = many;
    }

    void run() throws InterruptedException {
        double cold = erased(dir.resolve("erasure-warm-up.db"), FEW);
        double few = erased(dir.resolve("erasure-few.db"), FEW);
        double lots = erased(dir.resolve("erasure-many.db"), many);
        System.out.printf("  slower with many by %.2f %s%n", lots / few, Goal.atMost(1.5, lots / few));
    }

    /// @return the median of the milliseconds that a subject takes
    private double erased(Path file, int outputs) throws InterruptedException {
        // What is stored within a minute of the policy is looked through, because nodes learn of it one by one.
        BenchBackend.startedBefore(file, Map.of(BenchBackend.PIPELINE, POLICY), Duration.ofMinutes(2));
        try (Backend backend = BenchBackend.start(file, Map.of(BenchBackend.PIPELINE, POLICY), Map.of());
                TouchstoneClient client = new TouchstoneClient(backend.url(), BenchBackend.key(backend))) {
            fill(client, outputs);
            List<Double> times = new ArrayList<>();
            for (int subject = 0; subject < ERASED; subject++) {
                times.add(erase(client, subject));
            }
            Collections.sort(times);
            double median = times.get(times.size() / 2);
            System.out.printf(
                    "  with %,9d outputs: a subject of %d outputs takes %.0f ms (median of %d), %.0f ms at most %s%n",
                    outputs, EACH, median, ERASED, times.getLast(), Goal.atMost(5000, times.getLast()));
            return median;
        }
    }

    private static double erase(TouchstoneClient client, int subject) throws InterruptedException {
        long start = System.nanoTime();
        Erasure erasure = client.erasures()
                .erase(new NewErasure(BENCH, ErasureSubject.ofMetadata("customer", "c" + subject), null, null));
        while (erasure.state() == ErasureState.RUNNING) {
            Thread.sleep(2);
            erasure = client.erasures().erasure(erasure.id());
        }
        if (erasure.progress().outputs() != EACH || erasure.progress().lookedAt() != 0) {
            throw new IllegalStateException("it measured something else: " + erasure.progress());
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static void fill(TouchstoneClient client, int outputs) {
        SampleBodies bodies = new SampleBodies(BENCH);
        List<NewOutput> batch = new ArrayList<>(1000);
        for (int stored = 0; stored < outputs; stored += batch.size()) {
            batch.clear();
            for (int i = 0; i < 1000; i++) {
                int n = stored + i;
                NewOutput sample = Json.read(bodies.body("e-" + n, n), NewOutput.class);
                batch.add(NewOutput.text(
                                BenchBackend.PIPELINE, "e-" + n, sample.output().toString())
                        .confidence(0.95)
                        .metadata("customer", TextNode.valueOf("c" + n % (outputs / EACH)))
                        .build());
            }
            for (BatchLine line : client.postBatch(batch)) {
                if (line.receipt() == null) {
                    throw new IllegalStateException("a line was refused: " + line.problem());
                }
            }
        }
    }
}
