package dev.touchstone.backend.golden.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.golden.FewShotAnswer;
import dev.touchstone.api.golden.FewShotRequest;
import dev.touchstone.api.golden.ItemAct;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.backend.golden.dataset.GoldenBench;
import dev.touchstone.backend.model.EmbeddingConfig;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import dev.touchstone.sandbox.judge.MockJudge;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;

/// Looks for items by meaning through a real HTTP endpoint whose model knows that money back is a refund.
class MeaningTest {
    private static final String TRAIN_ONLY =
            "{\"approvals\": \"all\", \"splits\": {\"train\": 1, \"dev\": 0, \"test\": 0}}";
    private static final String REFUND = "How do I get a refund?";
    private static final List<String> OTHERS = List.of(
            "Which filter fits the small coffee machine?",
            "My parcel is shown as delivered and nothing came",
            "Where can I enter the code of my voucher?");
    private static final String PARAPHRASE = "We want our money";

    /// More than Lucene takes unless told otherwise.
    private static final int LONG = 1_536;

    private static final List<List<String>> TOPICS = List.of(
            List.of("refund", "money"), List.of("filter", "coffee"), List.of("parcel"), List.of("voucher", "code"));

    private static float[] topics(String text) {
        float[] vector = new float[LONG];
        vector[LONG - 1] = 0.2f;
        String plain = text.toLowerCase(Locale.ROOT);
        for (int topic = 0; topic < TOPICS.size(); topic++) {
            vector[topic] = TOPICS.get(topic).stream().anyMatch(plain::contains) ? 1 : 0;
        }
        return vector;
    }

    private static MockJudge model() {
        MockJudge model = MockJudge.scripted(question -> {
            throw new IllegalStateException("nobody asks for a completion");
        });
        model.embeddings().means(MeaningTest::topics);
        return model;
    }

    private static FewShot fewShot(Workbench bench, MockJudge model, Path folder) {
        return new FewShot(bench.database, bench.clock, folder, EmbeddingConfig.of(model.url(), "small"));
    }

    private static void fill(GoldenBench golden) {
        golden.correct(REFUND, "r", Map.of());
        OTHERS.forEach(query -> golden.correct(query, query.substring(0, 5), Map.of()));
        golden.grouping.catchUp();
    }

    private static FewShotAnswer ask(FewShot fewShot, GoldenBench golden, String query) {
        Pipeline pipeline = golden.bench.pipelines.require(new PipelineName("p"));
        return fewShot.answer(pipeline, FewShotRequest.of(TextNode.valueOf(query), 1));
    }

    private static List<String> queries(FewShotAnswer answer) {
        return answer.examples().stream()
                .map(example -> Objects.requireNonNull(example.input().query()).textValue())
                .toList();
    }

    @EveryDatabase
    void whatMeansTheSameInOtherWordsIsFound(DatabaseConfig database, @TempDir Path folder) {
        try (MockJudge model = model();
                Workbench bench = new Workbench(database);
                FewShot fewShot = fewShot(bench, model, folder)) {
            GoldenBench golden = new GoldenBench(bench, TRAIN_ONLY);
            fill(golden);
            fewShot.catchUp();
            assertThat(ask(fewShot, golden, PARAPHRASE).examples())
                    .as("words alone do not find it: its vector is not there yet")
                    .isEmpty();

            assertThat(fewShot.catchUpMeanings()).isEqualTo(4);
            FewShotAnswer answer = ask(fewShot, golden, PARAPHRASE);

            assertThat(answer.byMeaning()).isTrue();
            assertThat(queries(answer)).containsExactly(REFUND);
        }
    }

    @EveryDatabase
    void aTextIsPaidForOnceWhateverBecomesOfTheIndex(DatabaseConfig database, @TempDir Path folder) throws Exception {
        try (MockJudge model = model();
                Workbench bench = new Workbench(database)) {
            GoldenBench golden = new GoldenBench(bench, TRAIN_ONLY);
            fill(golden);
            try (FewShot fewShot = fewShot(bench, model, folder)) {
                assertThat(fewShot.catchUpMeanings()).isEqualTo(4);
            }
            assertThat(model.embeddings().heard()).hasSize(1);
            try (var files = Files.list(folder.resolve("vectors"))) {
                for (Path file : files.toList()) {
                    Files.writeString(file, "damaged");
                }
            }

            try (FewShot again = fewShot(bench, model, folder)) {
                assertThat(again.catchUpMeanings()).isEqualTo(4);
                assertThat(model.embeddings().heard()).as("from the database").hasSize(1);
                assertThat(queries(ask(again, golden, PARAPHRASE))).containsExactly(REFUND);
            }
            try (FewShot other =
                    new FewShot(bench.database, bench.clock, folder, EmbeddingConfig.of(model.url(), "another"))) {
                int calls = model.embeddings().heard().size();
                assertThat(other.catchUpMeanings()).isEqualTo(4);
                assertThat(model.embeddings().heard())
                        .as("vectors of two models do not compare")
                        .hasSize(calls + 1);
            }
        }
    }

    @EveryDatabase
    void whileTheModelIsAwayWordsFindAndNothingIsLost(DatabaseConfig database, @TempDir Path folder) {
        try (MockJudge model = model();
                Workbench bench = new Workbench(database);
                FewShot fewShot = fewShot(bench, model, folder)) {
            GoldenBench golden = new GoldenBench(bench, TRAIN_ONLY);
            fill(golden);
            fewShot.catchUp();
            model.embeddings().fail(2);

            assertThat(fewShot.catchUpMeanings()).isZero();
            FewShotAnswer answer = ask(fewShot, golden, "Where is my voucher?");
            assertThat(answer.byMeaning()).isFalse();
            assertThat(queries(answer)).containsExactly(OTHERS.get(2));

            assertThat(fewShot.catchUpMeanings()).isEqualTo(4);
            assertThat(queries(ask(fewShot, golden, PARAPHRASE))).containsExactly(REFUND);
        }
    }

    /// The endpoint serves another model under the old name.
    @EveryDatabase
    void vectorsOfAnotherLengthAreNotComparedAndWordsStillFind(DatabaseConfig database, @TempDir Path folder) {
        try (MockJudge model = model();
                Workbench bench = new Workbench(database);
                FewShot fewShot = fewShot(bench, model, folder)) {
            GoldenBench golden = new GoldenBench(bench, TRAIN_ONLY);
            fill(golden);
            fewShot.catchUp();
            fewShot.catchUpMeanings();
            model.embeddings().means(text -> new float[] {1, 0.5f});

            assertThat(queries(ask(fewShot, golden, "Where is my voucher?"))).containsExactly(OTHERS.get(2));
            golden.correct("A question of its own about descaling", "d", Map.of());
            golden.grouping.catchUp();
            fewShot.catchUp();
            assertThat(fewShot.catchUpMeanings()).isEqualTo(1);
        }
    }

    @EveryDatabase
    void nothingTellsWhatAnErasedTextMeant(DatabaseConfig database, @TempDir Path folder) {
        try (MockJudge model = model();
                Workbench bench = new Workbench(database);
                FewShot fewShot = fewShot(bench, model, folder)) {
            GoldenBench golden = new GoldenBench(bench, TRAIN_ONLY);
            fill(golden);
            fewShot.catchUp();
            fewShot.catchUpMeanings();
            String id = ask(fewShot, golden, PARAPHRASE).examples().getFirst().itemId();

            golden.acts.erase(id, new ItemAct(GoldenBench.ANN, null));
            fewShot.catchUp();
            fewShot.catchUpMeanings();

            assertThat(queries(ask(fewShot, golden, PARAPHRASE))).doesNotContain(REFUND);
            long kept = bench.database
                    .reader()
                    .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM golden_embedding")
                            .mapTo(Long.class)
                            .one());
            assertThat(kept).isEqualTo(OTHERS.size());
        }
    }
}
