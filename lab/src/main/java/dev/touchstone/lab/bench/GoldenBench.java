package dev.touchstone.lab.bench;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.golden.DatasetRule;
import dev.touchstone.api.golden.DatasetVersion;
import dev.touchstone.api.golden.ExportFormat;
import dev.touchstone.api.golden.GoldenSplit;
import dev.touchstone.api.golden.NewGoldenItem;
import dev.touchstone.api.golden.NewVersion;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.Backend;
import dev.touchstone.backend.golden.admission.GoldenAdmission;
import dev.touchstone.backend.golden.dataset.Datasets;
import dev.touchstone.backend.golden.dataset.Freezing;
import dev.touchstone.backend.golden.dataset.Versions;
import dev.touchstone.backend.golden.export.Exports;
import dev.touchstone.backend.golden.group.Grouping;
import dev.touchstone.backend.golden.group.SplitKey;
import dev.touchstone.backend.golden.item.GoldenItems;
import dev.touchstone.backend.golden.item.ItemImport;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.review.ReviewedDecisions;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.store.Ids;
import dev.touchstone.lab.bench.kit.BenchBackend;
import dev.touchstone.lab.bench.kit.Goal;
import dev.touchstone.stats.sampling.SamplingKey;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The golden set: what an item costs the decision that makes it, and how long a large set takes to group, freeze and
/// export.
final class GoldenBench {
    private static final String PIPELINE = "golden";
    private static final PipelineName NAME = new PipelineName(PIPELINE);
    private static final int DECISIONS = 400;
    private static final int STREAM = 1_000;
    private static final int ROUNDS = 4;
    private static final int AT_ONCE = 8;
    private static final int TOGETHER = 500;
    private static final String POLICY = "{\"golden\": {\"groups\": [\"user\"]}}";
    private static final List<String> WORDS = words();

    private final Path dir;
    private final int items;

    /// @param items how many items the large set has
    GoldenBench(Path dir, int items) {
        this.dir = dir;
        this.items = items;
    }

    void run() {
        decisions();
        stream();
        set();
    }

    private static List<String> words() {
        SplittableRandom random = new SplittableRandom(7);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            words.add(Integer.toString(random.nextInt(36 * 36, 36 * 36 * 36 * 36), 36));
        }
        return words;
    }

    private static String text(SplittableRandom random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.toString();
    }

    private static ReviewId posted(TouchstoneClient client, SplittableRandom random, String id) {
        return Objects.requireNonNull(client.post(NewOutput.text(PIPELINE, id, text(random, 120))
                        .query(text(random, 60))
                        .confidence(0.1)
                        .build())
                .reviewId());
    }

    private static NewDecision edit(SplittableRandom random, boolean golden) {
        return NewDecision.of(Reviewer.of(new ReviewerId("bench")), DecisionAction.EDIT, 0)
                .correctedOutput(TextNode.valueOf(text(random, 120)))
                .golden(golden)
                .build();
    }

    /// By turns with and without an item, so that whatever else the machine does meets both alike.
    private void decisions() {
        try (Backend backend = BenchBackend.start(dir.resolve("golden-decisions.db"), 256);
                TouchstoneClient client = new TouchstoneClient(backend.url(), BenchBackend.key(backend))) {
            client.putPipeline(PIPELINE, Json.read(POLICY, Policy.class));
            SplittableRandom random = new SplittableRandom(1);
            List<Double> with = new ArrayList<>();
            List<Double> without = new ArrayList<>();
            for (int i = 0; i < 2 * DECISIONS; i++) {
                boolean golden = i % 2 == 0;
                ReviewId review = posted(client, random, "o" + i);
                NewDecision decision = edit(random, golden);
                double ms = BenchCommand.ms(
                        () -> client.decide(review, decision).standing().revision());
                // The first ones warm the machine up.
                if (i >= DECISIONS / 2) {
                    (golden ? with : without).add(ms);
                }
            }
            double share = BenchCommand.median(with) / BenchCommand.median(without) - 1;
            System.out.printf(
                    "  a decision that makes an item: %.2f ms; one that makes none: %.2f ms; the item adds %.1f %% %s%n",
                    BenchCommand.median(with), BenchCommand.median(without), 100 * share, Goal.atMost(5, 100 * share));
        }
    }

    /// Many who decide at once, by turns with items and without: how many decisions a second are answered,
    /// and when the last item is there.
    private void stream() {
        try (Backend backend = BenchBackend.start(dir.resolve("golden-stream.db"), 256);
                TouchstoneClient client = new TouchstoneClient(backend.url(), BenchBackend.key(backend))) {
            client.putPipeline(PIPELINE, Json.read(POLICY, Policy.class));
            SplittableRandom random = new SplittableRandom(2);
            List<Double> with = new ArrayList<>();
            List<Double> without = new ArrayList<>();
            for (int round = 0; round < 2 * ROUNDS; round++) {
                boolean golden = round % 2 == 0;
                List<Runnable> decisions = new ArrayList<>();
                for (int i = 0; i < STREAM; i++) {
                    ReviewId review = posted(client, random, "s" + round + "-" + i);
                    NewDecision decision = edit(random, golden);
                    decisions.add(() -> client.decide(review, decision));
                }
                double seconds = atOnce(decisions) / 1000;
                double whole = seconds
                        + BenchCommand.ms(() ->
                                        (int) client.goldenSet().summary(NAME).golden())
                                / 1000;
                // The first of each warms the machine up.
                if (round >= 2) {
                    (golden ? with : without).add(STREAM / whole);
                }
            }
            double share = 1 - BenchCommand.median(with) / BenchCommand.median(without);
            System.out.printf(
                    "  %d at once: %.0f decisions a second until the last item is there; without items: %.0f; items cost"
                            + " %.1f %% of the throughput%n",
                    AT_ONCE, BenchCommand.median(with), BenchCommand.median(without), 100 * share);
        }
    }

    private static double atOnce(List<Runnable> decisions) {
        return BenchCommand.ms(() -> {
            try (ExecutorService people = Executors.newFixedThreadPool(AT_ONCE)) {
                decisions.forEach(people::execute);
            }
            return decisions.size();
        });
    }

    private void set() {
        try (Database database = Database.openAndMigrate(DatabaseConfig.sqlite(dir.resolve("golden-set.db")))) {
            InstantSource clock = InstantSource.system();
            Ids ids = new Ids(clock);
            Ledger ledger = new Ledger(database, clock, BenchBackend.ledgerKeys());
            Pipelines pipelines = new Pipelines(database, ledger, clock);
            var policy = pipelines.put(NAME, Json.read(POLICY, Policy.class), "bench", null);
            ItemImport imports = new ItemImport(database, ids, ledger, pipelines, clock);
            SplitKey splits = new SplitKey(new SamplingKey(new byte[] {1}));
            Grouping grouping = new Grouping(database, pipelines, splits);
            SplittableRandom random = new SplittableRandom(items);
            fill(imports, random, items);

            double grouped = BenchCommand.ms(grouping::catchUp) / 1000;
            System.out.printf(
                    "  grouping of %,d items (%s): %.1f s %s%n",
                    items, policy.name(), grouped, Goal.atMost(60, grouped));
            fill(imports, random, TOGETHER);
            double more = BenchCommand.ms(grouping::catchUp) / TOGETHER;
            System.out.printf("  of one more: %.2f ms%n", more);
            freezeAndExport(database, ids, clock, ledger, grouping);
        }
    }

    /// A tenth are near-duplicates of an earlier one.
    private static void fill(ItemImport imports, SplittableRandom random, int count) {
        List<NewGoldenItem> some = new ArrayList<>();
        List<String> earlier = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean near = i % 10 == 9;
            String query = near
                    ? earlier.get(random.nextInt(earlier.size())) + " " + WORDS.get(random.nextInt(WORDS.size()))
                    : text(random, 30);
            earlier.add(query);
            some.add(new NewGoldenItem(
                    TextNode.valueOf(query),
                    null,
                    null,
                    TextNode.valueOf(text(random, 60)),
                    TextNode.valueOf(text(random, 60)),
                    null,
                    Map.of(),
                    Map.of("user", TextNode.valueOf("u" + random.nextInt(count)))));
            if (some.size() == TOGETHER || i == count - 1) {
                var unused = imports.take(NAME, some, "bench");
                some.clear();
            }
        }
        System.err.printf("  %,d items stored%n", count);
    }

    private void freezeAndExport(Database database, Ids ids, InstantSource clock, Ledger ledger, Grouping grouping) {
        var rule = new Datasets(database, ledger, clock).put("bench", DatasetRule.of(PIPELINE), "bench");
        Pipelines pipelines = new Pipelines(database, ledger, clock);
        ReviewedDecisions decided = new ReviewedDecisions(new Outputs(database));
        GoldenAdmission admission =
                new GoldenAdmission(database, ids, clock, pipelines, new GoldenItems(ids, clock), decided);
        Freezing freezing = new Freezing(database, ids, clock, ledger, admission, grouping, () -> {});
        DatasetVersion[] frozen = new DatasetVersion[1];
        double seconds = BenchCommand.ms(() -> {
                    frozen[0] = freezing.freeze(rule.name(), NewVersion.PLAIN, "bench");
                    return frozen[0].number();
                })
                / 1000;
        System.out.printf(
                "  freezing %,d items: %.1f s %s; largest group %,d%n",
                frozen[0].counts().items(),
                seconds,
                Goal.atMost(30, seconds),
                frozen[0].counts().splits().values().stream()
                        .mapToInt(side -> side.largestGroup())
                        .max()
                        .orElse(0));
        for (ExportFormat format : List.of(ExportFormat.JSONL, ExportFormat.OPENAI_SFT, ExportFormat.CSV)) {
            export(new Exports(new Versions(database)), format);
        }
    }

    private static void export(Exports exports, ExportFormat format) {
        Exports.Asked asked = new Exports.Asked("bench", 1, format, GoldenSplit.TRAIN);
        long[] bytes = new long[1];
        int[] largest = new int[1];
        double seconds = BenchCommand.ms(() -> {
                    Exports.Part part = exports.part(asked, -1);
                    while (part.next() != null) {
                        bytes[0] += part.bytes().length;
                        largest[0] = Math.max(largest[0], part.bytes().length);
                        part = exports.part(asked, part.next());
                    }
                    return (int) Math.min(Integer.MAX_VALUE, bytes[0]);
                })
                / 1000;
        double rate = bytes[0] / seconds / 1e6;
        System.out.printf(
                "  export as %s: %,.0f MB, %.0f MB/s %s, at most %.1f MB in memory at once%n",
                format.wire(), bytes[0] / 1e6, rate, Goal.atLeast(20, rate), largest[0] / 1e6);
    }
}
