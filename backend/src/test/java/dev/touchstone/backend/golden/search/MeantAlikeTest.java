package dev.touchstone.backend.golden.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.golden.DatasetRule;
import dev.touchstone.api.golden.DatasetVersion;
import dev.touchstone.api.golden.GoldenSplit;
import dev.touchstone.api.golden.NewVersion;
import dev.touchstone.api.golden.VersionCounts;
import dev.touchstone.backend.golden.dataset.Freezing;
import dev.touchstone.backend.golden.dataset.GoldenBench;
import dev.touchstone.backend.golden.dataset.Versions;
import dev.touchstone.backend.model.EmbeddingConfig;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import dev.touchstone.sandbox.judge.MockJudge;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/// Questions that mean the same and have no word in common, told by a model behind a real HTTP endpoint.
class MeantAlikeTest {
    private static final String SPREAD = "{\"splits\": {\"train\": 0.4, \"dev\": 0.3, \"test\": 0.3}}";
    private static final int PAIRS = 30;

    private final Random random = new Random(5);
    private final Map<String, Integer> meanings = new HashMap<>();
    private final List<List<String>> pairs = new ArrayList<>();

    MeantAlikeTest() {
        for (int i = 0; i < PAIRS; i++) {
            pairs.add(List.of(question(i), question(i)));
        }
    }

    /// In words that no other question has.
    private String question(int meaning) {
        String text = Stream.generate(() -> random.ints(9, 'a', 'z' + 1)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining()))
                .limit(6)
                .collect(Collectors.joining(" "));
        meanings.put(text, meaning);
        return text;
    }

    private float[] vector(String text) {
        float[] vector = new float[PAIRS + 8];
        vector[Objects.requireNonNull(meanings.get(text), text)] = 1;
        // Wordings of one meaning have a cosine of 0.96.
        vector[PAIRS + Math.floorMod(text.hashCode(), 8)] = 0.2f;
        return vector;
    }

    private MockJudge model() {
        MockJudge model = MockJudge.scripted(question -> {
            throw new IllegalStateException("nobody asks for a completion");
        });
        model.embeddings().means(this::vector);
        return model;
    }

    private static Freezing freezing(Workbench bench, GoldenBench golden, FewShot fewShot) {
        return new Freezing(
                bench.database,
                bench.ids,
                bench.clock,
                bench.ledger,
                bench.admission,
                golden.grouping,
                () -> fewShot.settleMeanings(Duration.ofSeconds(20)));
    }

    private static Map<String, GoldenSplit> sides(GoldenBench golden, int version) {
        Map<String, GoldenSplit> sides = new HashMap<>();
        for (Versions.Member member : golden.versions.members("d", version, null, -1, 500)) {
            sides.put(
                    Objects.requireNonNull(Objects.requireNonNull(member.content())
                                    .input()
                                    .query())
                            .textValue(),
                    member.split());
        }
        return sides;
    }

    private long torn(Map<String, GoldenSplit> sides) {
        return pairs.stream()
                .filter(pair -> sides.get(pair.getFirst()) != sides.get(pair.getLast()))
                .count();
    }

    @EveryDatabase
    void whatMeansTheSameStaysOnOneSideAndRemainsTwoItems(Workbench bench, @TempDir Path folder) {
        try (MockJudge model = model();
                FewShot fewShot =
                        new FewShot(bench.database, bench.clock, folder, EmbeddingConfig.of(model.url(), "small"))) {
            GoldenBench golden = new GoldenBench(bench, SPREAD);
            // Different answers, as a question and its negation have: neither makes the other wrong.
            pairs.forEach(pair -> {
                golden.correct(pair.getFirst(), "yes");
                golden.correct(pair.getLast(), "no");
            });
            golden.datasets.put("d", DatasetRule.of("p"), "test");

            DatasetVersion version = freezing(bench, golden, fewShot).freeze("d", NewVersion.PLAIN, "test");

            assertThat(torn(sides(golden, version.number()))).isZero();
            assertThat(version.counts().items()).isEqualTo(2 * PAIRS);
            assertThat(version.counts().leftOut()).isEqualTo(new VersionCounts.LeftOut(0, 0, 0, 0, 0));
            assertThat(version.counts().splits().values().stream()
                            .mapToInt(VersionCounts.Side::groups)
                            .sum())
                    .isEqualTo(PAIRS);
        }
    }

    /// What the test above would find if nothing were joined.
    @EveryDatabase
    void wordsAloneTearThemApart(Workbench bench) {
        GoldenBench golden = new GoldenBench(bench, SPREAD);
        pairs.forEach(pair -> {
            golden.correct(pair.getFirst(), "yes");
            golden.correct(pair.getLast(), "no");
        });

        DatasetVersion version = golden.freeze();

        assertThat(torn(sides(golden, version.number()))).isGreaterThan(5);
    }

    @EveryDatabase
    void aSideThatIsFixedStaysAndWhoWouldJoinTwoIsHeldBack(Workbench bench, @TempDir Path folder) {
        try (MockJudge model = model();
                FewShot fewShot =
                        new FewShot(bench.database, bench.clock, folder, EmbeddingConfig.of(model.url(), "small"))) {
            GoldenBench golden = new GoldenBench(bench, SPREAD);
            // Frozen before anybody knew what they mean.
            pairs.forEach(pair -> {
                golden.correct(pair.getFirst(), "yes");
                golden.correct(pair.getLast(), "yes");
            });
            Map<String, GoldenSplit> before = sides(golden, golden.freeze().number());
            List<String> torn = pairs.stream()
                    .filter(pair -> before.get(pair.getFirst()) != before.get(pair.getLast()))
                    .findFirst()
                    .orElseThrow();
            List<String> whole = pairs.stream()
                    .filter(pair -> before.get(pair.getFirst()) == before.get(pair.getLast()))
                    .findFirst()
                    .orElseThrow();
            String between = question(Objects.requireNonNull(meanings.get(torn.getFirst())));
            String behind = question(Objects.requireNonNull(meanings.get(whole.getFirst())));
            golden.correct(between, "yes");
            golden.correct(behind, "yes");

            DatasetVersion version = freezing(bench, golden, fewShot).freeze("d", NewVersion.PLAIN, "test");

            Map<String, GoldenSplit> after = sides(golden, version.number());
            assertThat(after).containsAllEntriesOf(before).doesNotContainKey(between);
            assertThat(after.get(behind)).isEqualTo(before.get(whole.getFirst()));
            assertThat(version.counts().leftOut().held()).isEqualTo(1);
        }
    }

    @EveryDatabase
    void whileTheModelIsAwayNobodyIsKeptFromFreezing(Workbench bench, @TempDir Path folder) {
        try (FewShot fewShot =
                new FewShot(bench.database, bench.clock, folder, EmbeddingConfig.of("http://127.0.0.1:9", "small"))) {
            GoldenBench golden = new GoldenBench(bench, SPREAD);
            golden.correct(pairs.getFirst().getFirst(), "yes");
            golden.datasets.put("d", DatasetRule.of("p"), "test");

            assertThat(freezing(bench, golden, fewShot)
                            .freeze("d", NewVersion.PLAIN, "test")
                            .counts()
                            .items())
                    .isEqualTo(1);
        }
    }
}
