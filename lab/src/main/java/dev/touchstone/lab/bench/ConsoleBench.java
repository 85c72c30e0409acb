package dev.touchstone.lab.bench;

import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.session.NewSignInLink;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.Backend;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.console.Console;
import dev.touchstone.lab.bench.kit.BenchBackend;
import dev.touchstone.lab.bench.kit.Goal;
import dev.touchstone.lab.bench.kit.PageVisitor;
import dev.touchstone.lab.bench.kit.RawOutputs;
import dev.touchstone.lab.bench.kit.Times;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// What people wait for at the console, over HTTP on loopback: the first page with all its files, the next review after
/// a decision, and searches; with a tenth of the outputs stored and with all.
final class ConsoleBench {
    private static final String PIPELINE = "bench";
    private static final int GROUP = 5_000;
    private static final int REVIEWS = 300;
    private static final int WARM_UP = 20;
    private static final int REPEATS_A_ROUND = 60;
    private static final int DECISIONS_A_ROUND = 40;
    private static final double MOST_KB = 100;
    private static final double MOST_FIRST_MS = 300;
    private static final double MOST_NEXT_MS = 100;
    private static final double MOST_SEARCH_MS = 300;
    private static final double MOST_GROWTH = 1.5;
    private static final String[] STRATA = {"category=billing", "category=refunds", "category=returns"};
    /// The newest, one that is there once, and one that a page of outputs has some of.
    private static final List<String> SEARCHES = List.of(
            "/console/search?pipeline=" + PIPELINE,
            "/console/search?pipeline=" + PIPELINE + "&external_id=doubt-7",
            "/console/search?pipeline=" + PIPELINE + "&stratum=category%3Drefunds",
            "/console/search?pipeline=" + PIPELINE + "&what=decisions&action=approve");

    private final Path dir;
    private final int outputs;
    private final int rounds;

    ConsoleBench(Path dir, int outputs, int rounds) {
        this.dir = dir;
        this.outputs = outputs;
        this.rounds = rounds;
    }

    /// 95th percentiles, milliseconds.
    private record Cost(double firstPage, double next, double search) {}

    void run() throws IOException, InterruptedException {
        // Whatever comes first is compiled on the way, and would look slow beside what comes after.
        Cost unused = measure(outputs / 100);
        Cost few = measure(outputs / 10);
        Cost many = measure(outputs);
        System.out.printf(
                "  slower by: first page %.2f, next review %.2f, search %.2f %s%n",
                many.firstPage() / few.firstPage(),
                many.next() / few.next(),
                many.search() / few.search(),
                Goal.atMost(MOST_GROWTH, many.search() / few.search()));
    }

    private Cost measure(int stored) throws IOException, InterruptedException {
        Path file = dir.resolve("console-" + stored + ".db");
        fill(file, stored);
        Console console = new Console(InstantSource.system());
        Policy policy = Json.read("{\"audit_rate\": 0, \"reviewers\": {\"owners\": [\"ann\"]}}", Policy.class);
        try (Backend backend = BenchBackend.start(
                        file, Map.of(PIPELINE, policy), Map.of(), one -> one.mount("/console", console.servlet()));
                TouchstoneClient admin = new TouchstoneClient(backend.url(), BenchBackend.key(backend));
                TouchstoneClient own =
                        new TouchstoneClient(backend.url(), backend.keyInProcess("console", Set.of(Scope.CONSOLE)))) {
            console.connect(own);
            reviews(admin);
            String link = admin.sessions()
                    .link(new NewSignInLink(new Reviewer(new ReviewerId("ann"), "Ann"), List.of(), false))
                    .token();
            try (PageVisitor ann =
                    new PageVisitor(backend.url(), admin.sessions().open(link).token())) {
                return measure(ann, stored);
            }
        }
    }

    private Cost measure(PageVisitor ann, int stored) throws IOException, InterruptedException {
        List<String> files =
                List.of("/console/assets/console.css", "/console/assets/console.js", "/console/assets/mark.svg");
        long bytes = ann.bytes("/console/queue");
        for (String path : files) {
            bytes += ann.bytes(path);
        }
        Times first = ann.times(List.of("/console/queue"), WARM_UP, rounds * REPEATS_A_ROUND);
        Times next = ann.decide(Math.min(REVIEWS - 1, rounds * DECISIONS_A_ROUND));
        Times search = ann.times(SEARCHES, WARM_UP, rounds * REPEATS_A_ROUND);
        System.out.printf(
                "  with %,9d outputs, p95: first page %.0f ms %s of %.0f KB %s   decision to next review %.0f ms %s"
                        + "   search %.0f ms %s%n",
                stored,
                first.p95Ms(),
                Goal.atMost(MOST_FIRST_MS, first.p95Ms()),
                bytes / 1e3,
                Goal.atMost(MOST_KB, bytes / 1e3),
                next.p95Ms(),
                Goal.atMost(MOST_NEXT_MS, next.p95Ms()),
                search.p95Ms(),
                Goal.atMost(MOST_SEARCH_MS, search.p95Ms()));
        return new Cost(first.p95Ms(), next.p95Ms(), search.p95Ms());
    }

    /// What waits for people is posted as pipelines do.
    private static void reviews(TouchstoneClient admin) {
        List<NewOutput> doubtful = new ArrayList<>(IntStream.range(0, REVIEWS)
                .mapToObj(
                        i -> NewOutput.text(PIPELINE, "doubt-" + i, "An answer of the usual length, number " + i + ".")
                                .query("A question of the usual length, number " + i + "?")
                                .confidence(0.2)
                                .build())
                .toList());
        if (admin.postBatch(doubtful).stream().anyMatch(line -> line.receipt() == null)) {
            throw new IllegalStateException("an output of the benchmark was refused");
        }
    }

    private static void fill(Path file, int stored) {
        try (Database database = Database.openAndMigrate(DatabaseConfig.sqlite(file))) {
            RawOutputs raw = new RawOutputs(database);
            SplittableRandom keys = new SplittableRandom(stored);
            long hour = System.currentTimeMillis() / RawOutputs.HOUR_MS;
            for (int done = 0; done < stored; done += GROUP) {
                int first = done;
                raw.append(
                        Math.min(GROUP, stored - done),
                        n -> new RawOutputs.Row(
                                new PipelineName(PIPELINE),
                                PIPELINE + "-" + (first + n),
                                hour,
                                STRATA[(first + n) % STRATA.length],
                                keys.nextDouble(),
                                0,
                                "{\"pipeline\": \"bench\", \"external_id\": \"" + PIPELINE + "-" + (first + n)
                                        + "\", \"output\": \"An answer of the usual length.\"}"));
            }
            System.err.printf("  %,d outputs stored%n", stored);
        }
    }
}
