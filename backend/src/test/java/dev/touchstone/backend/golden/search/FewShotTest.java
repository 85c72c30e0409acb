package dev.touchstone.backend.golden.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.golden.FewShotAnswer;
import dev.touchstone.api.golden.FewShotRequest;
import dev.touchstone.api.golden.GoldenItem;
import dev.touchstone.api.golden.GoldenSplit;
import dev.touchstone.api.golden.ItemAct;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.backend.golden.dataset.GoldenBench;
import dev.touchstone.backend.golden.item.ItemFilter;
import dev.touchstone.backend.golden.item.ItemShelf;
import dev.touchstone.backend.model.EmbeddingConfig;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.TestDatabases;
import dev.touchstone.backend.testing.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Examples for prompts: what fits, and what must never be given.
class FewShotTest {
    private static final String TRAIN_ONLY =
            "{\"splits\": {\"train\": 1, \"dev\": 0, \"test\": 0}, \"groups\": [\"user\"]}";
    private static final List<String> QUESTIONS = List.of(
            "How long may I return a kettle that leaks?",
            "My kettle arrived with a dent, what now?",
            "Can the invoice be sent to another address?",
            "Where do I enter a voucher code at checkout?",
            "Is the espresso machine's pump covered by the warranty?",
            "The parcel says delivered but nothing came");

    @TempDir
    private Path folder;

    private static Pipeline pipeline(GoldenBench golden) {
        return golden.bench.pipelines.require(new PipelineName("p"));
    }

    private static void fill(GoldenBench golden) {
        for (String question : QUESTIONS) {
            golden.correct(question, "The answer to: " + question);
        }
        golden.grouping.catchUp();
    }

    private static FewShotRequest about(String query, int k) {
        return FewShotRequest.of(TextNode.valueOf(query), k);
    }

    private static List<String> queries(FewShotAnswer answer) {
        return answer.examples().stream()
                .map(example -> String.valueOf(example.input().query()).replace("\"", ""))
                .toList();
    }

    @EveryDatabase
    void whatFitsIsGivenWithItsAnswerTheBestFirst(DatabaseConfig database) {
        try (Workbench bench = new Workbench(database);
                FewShot fewShot = new FewShot(bench.database, bench.clock, null, EmbeddingConfig.none())) {
            GoldenBench golden = new GoldenBench(bench, TRAIN_ONLY);
            fill(golden);
            fewShot.catchUp();

            FewShotAnswer answer = fewShot.answer(pipeline(golden), about("May I send a leaking kettle back?", 2));

            assertThat(answer.complete()).isTrue();
            assertThat(queries(answer)).first().isEqualTo(QUESTIONS.getFirst());
            assertThat(answer.examples().getFirst()).satisfies(best -> {
                assertThat(best.target().textValue()).isEqualTo("The answer to: " + QUESTIONS.getFirst());
                assertThat(best.score()).isEqualTo(1.0);
                assertThat(golden.item(best.itemId()).hash()).isEqualTo(best.hash());
            });
            assertThat(fewShot.answer(pipeline(golden), about("zzz qqq", 4)).examples())
                    .as("nothing in common")
                    .isEmpty();
        }
    }

    /// What came before says what it is about; it does not outvote what is to be answered.
    @EveryDatabase
    void ofAChatTheLastTurnOfTheUserDecides(DatabaseConfig database) {
        try (Workbench bench = new Workbench(database);
                FewShot fewShot = new FewShot(bench.database, bench.clock, null, EmbeddingConfig.none())) {
            GoldenBench golden = new GoldenBench(bench, TRAIN_ONLY);
            fill(golden);
            fewShot.catchUp();
            ArrayNode chat = JsonNodeFactory.instance.arrayNode();
            chat.addObject().put("role", "system").put("content", "parcel delivered nothing came");
            chat.addObject().put("role", "user").put("content", "Is the pump of the espresso machine under warranty?");
            chat.addObject().put("role", "assistant").put("content", "Yes. Do you have an invoice for the parcel?");
            chat.addObject().put("role", "user").put("content", "Where can I enter my voucher code?");

            FewShotAnswer answer = fewShot.answer(pipeline(golden), FewShotRequest.of(chat, 2));

            assertThat(queries(answer)).first().isEqualTo(QUESTIONS.get(3));
            assertThat(queries(answer)).contains(QUESTIONS.get(4));
        }
    }

    /// The right answer to the query itself would be no example but a leak.
    @EveryDatabase
    void neitherTheQueryItselfNorItsGroupIsGiven(DatabaseConfig database) {
        try (Workbench bench = new Workbench(database);
                FewShot fewShot = new FewShot(bench.database, bench.clock, null, EmbeddingConfig.none())) {
            GoldenBench golden = new GoldenBench(bench, TRAIN_ONLY);
            fill(golden);
            golden.correct("A question of user nine about kettles", "nine", Map.of("user", TextNode.valueOf("nine")));
            golden.grouping.catchUp();
            fewShot.catchUp();

            for (String same : List.of(QUESTIONS.getFirst(), "how long may I RETURN a kettle, that leaks")) {
                assertThat(queries(fewShot.answer(pipeline(golden), about(same, 6))))
                        .as(same)
                        .doesNotContain(QUESTIONS.getFirst())
                        .isNotEmpty();
            }
            FewShotRequest ofNine = new FewShotRequest(
                    TextNode.valueOf("kettles"),
                    null,
                    6,
                    GoldenSplit.TRAIN,
                    null,
                    null,
                    Map.of("user", TextNode.valueOf("nine")));
            assertThat(queries(fewShot.answer(pipeline(golden), about("kettles", 6))))
                    .anyMatch(q -> q.contains("nine"));
            assertThat(queries(fewShot.answer(pipeline(golden), ofNine))).noneMatch(q -> q.contains("nine"));
        }
    }

    @EveryDatabase
    void testItemsAndWhatIsNotGoldenAreNeverGiven(DatabaseConfig database) {
        try (Workbench bench = new Workbench(database);
                FewShot fewShot = new FewShot(bench.database, bench.clock, null, EmbeddingConfig.none())) {
            GoldenBench golden = new GoldenBench(bench, "{\"splits\": {\"train\": 0.4, \"dev\": 0.2, \"test\": 0.4}}");
            for (int i = 0; i < 100; i++) {
                golden.correct("kettle question " + word(i) + " about " + word(i + 100), "answer " + i);
            }
            golden.reject("kettle rejected plainly without any answer");
            golden.grouping.catchUp();
            fewShot.catchUp();
            ItemShelf shelf = new ItemShelf(bench.database, bench.clock);

            List<FewShotAnswer.Example> given = fewShot.answer(pipeline(golden), about("kettle question", 10))
                    .examples();
            assertThat(given)
                    .hasSize(10)
                    .allSatisfy(example -> assertThat(
                                    golden.item(example.itemId()).standing().split())
                            .isEqualTo(GoldenSplit.TRAIN));

            String gone = given.getFirst().itemId();
            golden.acts.retire(gone, new ItemAct(GoldenBench.ANN, null));
            assertThat(ids(fewShot.answer(pipeline(golden), about("kettle question", 10))))
                    .as("retired")
                    .doesNotContain(gone);
            golden.acts.restore(gone, new ItemAct(GoldenBench.ANN, null));
            assertThat(ids(fewShot.answer(pipeline(golden), about("kettle question", 10))))
                    .as("restored")
                    .contains(gone);

            List<GoldenItem> all = shelf.page(new ItemFilter(new PipelineName("p"), null, null, false, false, ""), 200)
                    .items();
            assertThat(all).anyMatch(item -> item.standing().split() == GoldenSplit.TEST);
            assertThatThrownBy(() ->
                            new FewShotRequest(TextNode.valueOf("x"), null, 4, GoldenSplit.TEST, null, null, Map.of()))
                    .isInstanceOf(InvalidField.class)
                    .hasMessageContaining("train or dev");
        }
    }

    @EveryDatabase
    void aVersionNarrowsWhatIsGivenForEver(DatabaseConfig database) {
        try (Workbench bench = new Workbench(database);
                FewShot fewShot = new FewShot(bench.database, bench.clock, null, EmbeddingConfig.none())) {
            GoldenBench golden = new GoldenBench(bench, TRAIN_ONLY);
            golden.correct(QUESTIONS.get(0), "one");
            golden.freeze();
            golden.correct(QUESTIONS.get(1), "two");
            golden.freeze();
            fewShot.catchUp();

            assertThat(queries(fewShot.answer(pipeline(golden), version("kettle", 1))))
                    .containsExactly(QUESTIONS.get(0));
            FewShotAnswer latest = fewShot.answer(pipeline(golden), version("kettle", null));
            assertThat(latest.version()).isEqualTo(2);
            assertThat(queries(latest)).containsExactlyInAnyOrder(QUESTIONS.get(0), QUESTIONS.get(1));
            assertThatThrownBy(() -> fewShot.answer(pipeline(golden), version("kettle", 9)))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("no version 9");
        }
    }

    private static FewShotRequest version(String query, @Nullable Integer number) {
        return new FewShotRequest(TextNode.valueOf(query), null, 4, GoldenSplit.TRAIN, "d", number, Map.of());
    }

    /// It may be deleted or damaged at any time, and an erased item leaves no word behind.
    @Test
    void theIndexIsMadeAnewOfTheDatabase() throws IOException {
        Path index = folder.resolve("touchstone.db.search");
        try (Workbench bench = new Workbench(TestDatabases.newSqlite())) {
            GoldenBench golden = new GoldenBench(bench, TRAIN_ONLY);
            fill(golden);
            List<String> before = given(golden, index);
            assertThat(before).isNotEmpty();
            assertThat(given(golden, index)).as("opened again").isEqualTo(before);

            try (var files = Files.list(index)) {
                for (Path file :
                        files.filter(file -> !file.endsWith("write.lock")).toList()) {
                    Files.write(file, new byte[] {1, 2, 3});
                }
            }
            assertThat(given(golden, index)).as("damaged").isEqualTo(before);

            golden.acts.erase(before.getFirst(), new ItemAct(GoldenBench.ANN, null));
            assertThat(given(golden, index)).as("erased").doesNotContain(before.getFirst());

            Files.writeString(folder.resolve("a-file"), "in the way");
            assertThat(given(golden, folder.resolve("a-file").resolve("search")))
                    .as("in memory")
                    .isEqualTo(before.subList(1, before.size()));
        }
        try (Workbench other = new Workbench(TestDatabases.newSqlite())) {
            GoldenBench golden = new GoldenBench(other, TRAIN_ONLY);
            golden.correct("A kettle of another installation", "other");
            golden.grouping.catchUp();
            assertThat(given(golden, index)).as("of another database").hasSize(1);
        }
    }

    /// Two on one folder: the second keeps one of its own in memory, and the first loses nothing.
    @Test
    void anIndexThatAnotherHasIsLeftAlone() {
        Path index = folder.resolve("touchstone.db.search");
        try (Workbench bench = new Workbench(TestDatabases.newSqlite());
                FewShot first = new FewShot(bench.database, bench.clock, index, EmbeddingConfig.none())) {
            GoldenBench golden = new GoldenBench(bench, TRAIN_ONLY);
            fill(golden);
            first.catchUp();
            List<String> before = ids(first.answer(pipeline(golden), about("kettle", 4)));

            assertThat(given(golden, index)).isEqualTo(before);

            assertThat(ids(first.answer(pipeline(golden), about("kettle", 4)))).isEqualTo(before);
        }
        assertThat(index).isNotEmptyDirectory();
    }

    private static List<String> given(GoldenBench golden, Path index) {
        try (FewShot fewShot = new FewShot(golden.bench.database, golden.bench.clock, index, EmbeddingConfig.none())) {
            fewShot.catchUp();
            return ids(fewShot.answer(pipeline(golden), about("kettle", 4)));
        }
    }

    /// What is decided after the index was opened is in it after the next look, and costs nothing a second time.
    @EveryDatabase
    void whatIsNewIsTakenInOnce(DatabaseConfig database) {
        try (Workbench bench = new Workbench(database);
                FewShot fewShot = new FewShot(bench.database, bench.clock, null, EmbeddingConfig.none())) {
            GoldenBench golden = new GoldenBench(bench, TRAIN_ONLY);
            assertThat(fewShot.catchUp()).as("nothing there").isZero();
            assertThat(fewShot.answer(pipeline(golden), about("kettle", 1)))
                    .returns(true, FewShotAnswer::complete)
                    .returns(List.of(), FewShotAnswer::examples);
            fill(golden);
            assertThat(fewShot.catchUp()).isEqualTo(QUESTIONS.size());
            assertThat(fewShot.catchUp()).isZero();

            golden.correct("Is there a spare lid for the kettle?", "Yes");
            assertThat(fewShot.catchUp()).as("not grouped yet").isZero();
            golden.grouping.catchUp();
            assertThat(fewShot.catchUp()).isOne();
        }
    }

    @Test
    void aChatIsAskedByWhatPeopleSaidInIt() {
        try (Workbench bench = new Workbench(TestDatabases.newSqlite());
                FewShot fewShot = new FewShot(bench.database, bench.clock, null, EmbeddingConfig.none())) {
            GoldenBench golden = new GoldenBench(bench, TRAIN_ONLY);
            fill(golden);
            fewShot.catchUp();
            JsonNode chat = JsonNodeFactory.instance
                    .arrayNode()
                    .add(message("user", "My voucher code does nothing"))
                    .add(message("assistant", "Which kettle do you mean?"))
                    .add(message("user", "At checkout!"));

            assertThat(queries(fewShot.answer(pipeline(golden), FewShotRequest.of(chat, 1))))
                    .containsExactly(QUESTIONS.get(3));
        }
    }

    private static JsonNode message(String role, String content) {
        return JsonNodeFactory.instance.objectNode().put("role", role).put("content", content);
    }

    private static List<String> ids(FewShotAnswer answer) {
        return answer.examples().stream().map(FewShotAnswer.Example::itemId).toList();
    }

    private static String word(int i) {
        return "" + (char) ('a' + i % 26) + (char) ('b' + i / 26) + "x" + (char) ('c' + i * 7 % 23) + "ol";
    }
}
