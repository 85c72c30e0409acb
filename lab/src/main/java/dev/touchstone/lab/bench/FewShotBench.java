package dev.touchstone.lab.bench;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.golden.FewShotRequest;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.golden.search.FewShot;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.ledger.LedgerKeys;
import dev.touchstone.backend.model.EmbeddingConfig;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.store.Ids;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// What examples for a prompt cost among few and among many items, of a vocabulary in which words are as common as
/// Zipf's law has them. The items are written straight into their tables.
final class FewShotBench {
    private static final int FEW = 10_000;
    private static final int MANY = 100_000;
    private static final int ASKED = 400;
    private static final int WARM_UP = 100;
    private static final int VOCABULARY = 20_000;
    private static final int WORDS = 14;

    private final Path dir;

    FewShotBench(Path dir) {
        this.dir = dir;
    }

    void run() {
        double[] few = measure(FEW);
        double[] many = measure(MANY);
        System.out.printf(
                "  four examples: among %,d items p50 %.1f ms, p99 %.1f ms; among %,d p50 %.1f ms, p99 %.1f ms%n",
                FEW, few[0], few[1], MANY, many[0], many[1]);
        System.out.printf("  p50 %,d / %,d               %.2f  (at most 1.5)%n", MANY, FEW, many[0] / few[0]);
    }

    private double[] measure(int items) {
        Path file = dir.resolve("few-shot-" + items + ".db");
        InstantSource clock = InstantSource.system();
        try (Database database = Database.openAndMigrate(DatabaseConfig.sqlite(file));
                FewShot fewShot = new FewShot(database, clock, Path.of(file + ".search"), EmbeddingConfig.none())) {
            Ledger ledger = new Ledger(database, clock, LedgerKeys.of(new byte[32]));
            Pipelines pipelines = new Pipelines(database, ledger, clock);
            PipelineName name = new PipelineName("bench");
            pipelines.put(name, Json.read("{}", Policy.class), "bench", null);
            Pipeline pipeline = pipelines.require(name);
            SplittableRandom random = new SplittableRandom(7);
            fill(database, new Ids(clock), items, random);
            int indexed = fewShot.catchUp();
            if (indexed != items) {
                throw new IllegalStateException("indexed " + indexed + " of " + items);
            }
            List<Double> times = new ArrayList<>();
            for (int i = 0; i < ASKED + WARM_UP; i++) {
                FewShotRequest asked = FewShotRequest.of(TextNode.valueOf(sentence(random)), 4);
                double took = BenchCommand.ms(
                        () -> fewShot.answer(pipeline, asked).examples().size());
                if (i >= WARM_UP) {
                    times.add(took);
                }
            }
            times.sort(null);
            return new double[] {times.get(ASKED / 2), times.get(ASKED * 99 / 100)};
        }
    }

    private static void fill(Database database, Ids ids, int items, SplittableRandom random) {
        for (int done = 0; done < items; done += 5_000) {
            int from = done;
            int to = Math.min(items, done + 5_000);
            List<String> texts = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (int i = from; i < to; i++) {
                texts.add(sentence(random));
                names.add(ids.next());
            }
            database.writer().useTransaction(transaction -> {
                insert(
                        transaction,
                        "INSERT INTO golden_group (id, root, split, released) VALUES (:id, :id, 'train', FALSE)",
                        names,
                        texts,
                        from);
                insert(transaction, """
                        INSERT INTO golden_input (id, pipeline, input_hash, conflict, group_id)
                        VALUES (:id, 'bench', :id, FALSE, :id)
                        """, names, texts, from);
                insert(transaction, """
                        INSERT INTO golden_item (id, pipeline, input_id, hash, target_hash, kind, model, prompt_version,
                            stratum, random_audit, state, state_by, state_at_ms, group_id, bytes, created_at_ms, content)
                        VALUES (:id, 'bench', :id, :id, :id, 'correction', 'm', 'v', 'all', FALSE, 'golden', 'bench', 1,
                            :id, 400, 1, :content)
                        """, names, texts, from);
                insert(transaction, """
                        INSERT INTO golden_sketch (seq, input_id, sketch, plain) VALUES (:seq, :id, '', :plain)
                        """, names, texts, from);
            });
        }
    }

    private static void insert(Handle transaction, String sql, List<String> names, List<String> texts, int from) {
        try (PreparedBatch batch = transaction.prepareBatch(sql)) {
            for (int i = 0; i < names.size(); i++) {
                batch.bind("id", names.get(i));
                if (sql.contains(":plain")) {
                    batch.bind("plain", texts.get(i) + "\n").bind("seq", from + i + 1);
                }
                if (sql.contains(":content")) {
                    batch.bind("content", content(texts.get(i)));
                }
                batch.add();
            }
            batch.execute();
        }
    }

    private static String content(String text) {
        return "{\"pipeline\":\"bench\",\"kind\":\"correction\",\"input\":{\"query\":\"" + text
                + "\"},\"target\":\"so\",\"judgement\":{},\"lineage\":{}}";
    }

    /// The r-th word is as common as 1 / r.
    private static String sentence(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < WORDS; i++) {
            int rank = (int) Math.exp(random.nextDouble() * Math.log(VOCABULARY));
            text.append(i == 0 ? "" : " ").append(word(rank));
        }
        return text.toString();
    }

    /// Of letters alone: numbers are taken as alike.
    private static String word(int rank) {
        StringBuilder word = new StringBuilder();
        for (int left = rank; left > 0; left /= 26) {
            word.append((char) ('a' + left % 26));
        }
        return word.toString();
    }
}
