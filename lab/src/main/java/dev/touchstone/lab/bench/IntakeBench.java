package dev.touchstone.lab.bench;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.Backend;
import dev.touchstone.backend.http.HttpServer;
import dev.touchstone.lab.bench.kit.BenchBackend;
import dev.touchstone.lab.bench.kit.LoadGenerator;
import dev.touchstone.lab.bench.kit.LoadGenerator.Result;
import dev.touchstone.lab.bench.kit.SampleBodies;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Durable single-output intake against a handler that only parses, and against one transaction per request. The
/// three take turns, so that a change of the machine's mood hits all of them.
///
/// What group commit gains hangs on what a transaction costs beside a request. Where the disk takes a tenth of a
/// millisecond, one transaction each is nearly as fast as a server can answer at all, and a handler that stores
/// nothing is the most that any intake could reach: so that ratio is printed beside the goal, which was set for disks
/// that take some milliseconds.
final class IntakeBench {
    private static final int CONNECTIONS = 64;
    /// The compiler is still at work on the request path after ten seconds of load; without it compilers are
    /// compared.
    private static final int MEASUREMENTS_TO_WARM_UP = 4;

    private final Path dir;
    private final double seconds;
    private final int rounds;
    private final AtomicLong counter = new AtomicLong();
    private final SampleBodies bodies = new SampleBodies(new PipelineName(BenchBackend.PIPELINE));

    IntakeBench(Path dir, double seconds, int rounds) {
        this.dir = dir;
        this.seconds = seconds;
        this.rounds = rounds;
    }

    void run() throws InterruptedException {
        try (HttpServer noop = BenchBackend.startNoop();
                Backend grouped = BenchBackend.start(dir.resolve("intake.db"), 256);
                Backend single = BenchBackend.start(dir.resolve("single.db"), 1)) {
            LoadGenerator noopLoad = load(noop.url(), "ts_none");
            LoadGenerator groupedLoad = load(grouped.url(), BenchBackend.key(grouped));
            LoadGenerator singleLoad = load(single.url(), BenchBackend.key(single));
            for (LoadGenerator each : List.of(noopLoad, groupedLoad, singleLoad)) {
                post(each, seconds * MEASUREMENTS_TO_WARM_UP);
            }
            List<Result> noops = new ArrayList<>();
            List<Result> groups = new ArrayList<>();
            List<Result> singles = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                noops.add(post(noopLoad, seconds));
                groups.add(post(groupedLoad, seconds));
                singles.add(post(singleLoad, seconds));
            }
            System.out.printf("  %d connections, bodies of %d bytes, synchronous=FULL%n", CONNECTIONS, bodies.size());
            print("no-op that parses the body", noops);
            print("durable intake, group commit", groups);
            print("durable intake, one transaction per request", singles);
            System.out.printf(
                    "  intake / no-op                    %.2f  (at least 0.40, aim 0.60)%n", ratio(groups, noops));
            System.out.printf(
                    "  intake / one transaction each     %.1f  (at least 5; the most there could be is %.1f)%n",
                    ratio(groups, singles), ratio(noops, singles));
        }
    }

    private LoadGenerator load(String url, String key) {
        return new LoadGenerator(url, "/v1/outputs", key, CONNECTIONS);
    }

    private Result post(LoadGenerator load, double time) throws InterruptedException {
        return load.run(time, counter, n -> bodies.body("e-" + Long.toHexString(n * 0x9E3779B97F4A7C15L), n));
    }

    private static double ratio(List<Result> over, List<Result> under) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < over.size(); i++) {
            ratios.add(over.get(i).perSecond() / under.get(i).perSecond());
        }
        return BenchCommand.median(ratios);
    }

    private static void print(String name, List<Result> results) {
        System.out.printf(
                "  %-44s %7.0f/s   p50 %6.2f ms   p99 %6.2f ms%n",
                name,
                BenchCommand.median(results.stream().map(Result::perSecond).toList()),
                BenchCommand.median(results.stream().map(Result::p50Ms).toList()),
                BenchCommand.median(results.stream().map(Result::p99Ms).toList()));
    }
}
