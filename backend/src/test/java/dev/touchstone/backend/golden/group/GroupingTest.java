package dev.touchstone.backend.golden.group;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.golden.DatasetRule;
import dev.touchstone.api.golden.GoldenInput;
import dev.touchstone.api.golden.GoldenItem;
import dev.touchstone.api.golden.GoldenSplit;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.backend.golden.dataset.GoldenBench;
import dev.touchstone.backend.golden.item.ItemFilter;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GroupingTest {
    private static final List<String> SUBJECTS =
            List.of("invoice", "parcel", "contract", "password", "refund", "warranty", "delivery", "account", "card");
    private static final List<String> VERBS =
            List.of("cancel", "change", "print", "find", "extend", "return", "check", "move", "close", "renew");
    private static final List<String> PLACES =
            List.of("Berlin", "the app", "Norway", "my profile", "the shop", "an email", "Lisbon", "the portal");

    /// A question of some twenty words that has little in common with the others.
    private static String question(Random random) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            words.add(Integer.toString(random.nextInt(36 * 36 * 36 * 36), 36).replaceAll("[0-9]", "k"));
        }
        return "Can I " + pick(VERBS, random) + " the " + pick(SUBJECTS, random) + " in " + pick(PLACES, random) + " "
                + String.join(" ", words) + " 4711?";
    }

    private static String pick(List<String> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    private static Map<String, String> sides(GoldenBench golden) {
        golden.freeze();
        return golden.versions.members("d", 1, null, -1, 100_000).stream()
                .collect(Collectors.toMap(
                        member -> Objects.requireNonNull(Objects.requireNonNull(member.content())
                                        .input()
                                        .query())
                                .textValue(),
                        member -> member.split().wire()));
    }

    @EveryDatabase
    void whatIsOnlyWrittenInAnotherWayStaysOnOneSide(Workbench bench) {
        GoldenBench golden = new GoldenBench(bench, "{\"splits\": {\"train\": 0.4, \"dev\": 0.3, \"test\": 0.3}}");
        Random random = new Random(1);
        List<List<String>> families = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            String original = question(random);
            families.add(List.of(
                    original,
                    original.toUpperCase(Locale.ROOT),
                    original.replace(" ", "  ").replace("?", " !"),
                    original.replace("4711", String.valueOf(random.nextInt(100_000)))));
        }
        families.forEach(family -> family.forEach(query -> golden.correct(query, "Yes.")));

        Map<String, String> sides = sides(golden);

        assertThat(Set.copyOf(sides.values())).as("all sides are used").hasSize(3);
        assertThat(families)
                .allSatisfy(family -> assertThat(family.stream().map(sides::get).collect(Collectors.toSet()))
                        .hasSize(1));
    }

    @EveryDatabase
    void whatAFieldOfThePolicyJoinsStaysOnOneSideAndSoDoesWhatItJoins(Workbench bench) {
        GoldenBench golden = new GoldenBench(
                bench, "{\"groups\": [\"user\"], \"splits\": {\"train\": 0.4, \"dev\": 0.3, \"test\": 0.3}}");
        Random random = new Random(2);
        List<Set<String>> families = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String one = question(random);
            String two = question(random);
            String three = question(random);
            golden.correct(one, "Yes.", Map.of("user", TextNode.valueOf("u" + i)));
            golden.correct(two, "Yes.", Map.of("user", TextNode.valueOf("v" + i)));
            // The last one has the user of the one and nearly the words of the other: all three belong together.
            golden.correct(two + " please", "Yes.", Map.of("user", TextNode.valueOf("u" + i)));
            golden.correct(three, "Yes.", Map.of("user", TextNode.valueOf("w" + i)));
            families.add(Set.of(one, two, two + " please"));
        }
        Map<String, String> sides = sides(golden);

        assertThat(families)
                .allSatisfy(family -> assertThat(family.stream().map(sides::get).collect(Collectors.toSet()))
                        .hasSize(1));
        assertThat(golden.leaks.report("d", 1).sharedValues()).isZero();
        assertThat(golden.leaks.report("d", 1).nearPairs()).isZero();
    }

    @EveryDatabase
    void afterAReleaseNothingMovesAndWhatJoinsTwoSidesIsHeldBack(Workbench bench) {
        GoldenBench golden = new GoldenBench(
                bench, "{\"groups\": [\"user\"], \"splits\": {\"train\": 0.5, \"dev\": 0, \"test\": 0.5}}");
        Random random = new Random(3);
        List<String> queries = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String query = question(random);
            queries.add(query);
            golden.correct(query, "Yes.", Map.of("user", TextNode.valueOf("u" + i)));
        }
        Map<String, String> before = sides(golden);
        int train = queries.indexOf(first(before, "train"));
        String test = first(before, "test");

        golden.correct(test + " thanks", "Yes.", Map.of("user", TextNode.valueOf("u" + train)));
        golden.correct(test + " thank you", "Yes.");
        golden.freeze();

        Map<String, String> after = golden.versions.members("d", 2, null, -1, 100).stream()
                .collect(Collectors.toMap(
                        member -> Objects.requireNonNull(Objects.requireNonNull(member.content())
                                        .input()
                                        .query())
                                .textValue(),
                        member -> member.split().wire()));
        assertThat(after).containsAllEntriesOf(before).hasSize(21).containsEntry(test + " thank you", "test");
        assertThat(golden.versions.find("d", 2).orElseThrow().counts().leftOut().held())
                .isEqualTo(1);
        assertThat(golden.leaks.report("d", 2).held()).isEqualTo(1);
        List<GoldenItem> waiting = bench.items
                .page(new dev.touchstone.backend.golden.item.ItemFilter(null, null, null, false, true, ""), 10)
                .items();
        assertThat(waiting).hasSize(1).allMatch(item -> item.standing().held());
    }

    private static String first(Map<String, String> sides, String side) {
        return sides.entrySet().stream()
                .filter(entry -> entry.getValue().equals(side))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .orElseThrow();
    }

    /// What counts as one in a variance must not be both learned from and measured with.
    @EveryDatabase
    void outputsOfOneClusterStayOnOneSide(Workbench bench) {
        GoldenBench golden = new GoldenBench(
                bench, "{\"groups\": [\"cluster\"], \"splits\": {\"train\": 0.4, \"dev\": 0.3, \"test\": 0.3}}");
        Random random = new Random(8);
        for (int i = 0; i < 60; i++) {
            NewOutput output = NewOutput.text("p", "c" + i, "an answer")
                    .query(question(random))
                    .cluster("conversation " + i % 20)
                    .build();
            bench.decisions.decide(
                    Objects.requireNonNull(bench.post(output).reviewId()),
                    NewDecision.edit(GoldenBench.ANN, 0, TextNode.valueOf("Answer " + i), null, null),
                    null);
        }
        golden.freeze();

        Map<String, Set<String>> sides = new HashMap<>();
        bench.items
                .page(new ItemFilter(new PipelineName("p"), null, null, false, false, ""), 100)
                .items()
                .forEach(item -> sides.computeIfAbsent(
                                String.valueOf(Objects.requireNonNull(item.content())
                                        .metadata()
                                        .get("cluster")),
                                cluster -> new HashSet<>())
                        .add(String.valueOf(item.standing().split())));

        assertThat(sides)
                .hasSize(20)
                .allSatisfy((cluster, split) -> assertThat(split).as(cluster).hasSize(1));
        assertThat(sides.values().stream().distinct().count()).isGreaterThan(1);
        assertThat(golden.leaks.report("d", 1).sharedValues()).isZero();
    }

    @EveryDatabase
    void whereItemsGoDoesNotDependOnWhoGroupsThem(Workbench bench) {
        GoldenBench golden = new GoldenBench(bench, "{}");
        Random random = new Random(4);
        List<String> queries = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            queries.add(question(random));
        }
        queries.subList(0, 15).forEach(query -> golden.correct(query, "Yes."));
        assertThat(golden.grouping.catchUp()).isEqualTo(15);
        // Another node knows nothing of what the first has in memory.
        queries.subList(15, 30).forEach(query -> golden.correct(query, "Yes."));
        queries.subList(0, 15).forEach(query -> golden.correct(query.toUpperCase(Locale.ROOT), "Yes."));
        assertThat(GoldenBench.grouping(bench).catchUp()).isEqualTo(30);
        golden.datasets.put("d", DatasetRule.of("p"), "test");
        golden.freeze();

        assertThat(golden.leaks.report("d", 1).nearPairs()).isZero();
        assertThat(bench.count("golden_group WHERE root = id")).isEqualTo(30);
        assertThat(golden.grouping.catchUp()).isZero();
    }

    @Test
    void aQuestionThatIsAskedOfEveryDocumentDoesNotJoinThem() {
        String ask = "Extract the brand and the colour of the product from its title, as JSON, without explaining it.";
        ComparedText shoes = text(ask, "Tavola running shoes, blue, size 42, with box");
        ComparedText kettle = text(ask, "Electric kettle of steel by Heiss & Co, 1.7 litres");

        assertThat(shoes.near(kettle)).isFalse();
        assertThat(shoes.near(text(ask.toUpperCase(Locale.ROOT), "TAVOLA running shoes; blue, size 44, with box")))
                .isTrue();
        assertThat(shoes.near(text("Is it suitable for children under three?", shoes.context())))
                .isFalse();
        assertThat(ComparedText.parse(shoes.stored())).isEqualTo(shoes);
        assertThat(text("", "").near(text("", ""))).isFalse();
    }

    private static ComparedText text(String query, String context) {
        return ComparedText.of(new GoldenInput(TextNode.valueOf(query), null, Context.ofText(context)));
    }

    @Test
    void theSketchFindsWhatTheTextsHaveInCommon() {
        Random random = new Random(5);
        Neighbours neighbours = new Neighbours();
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            String plain = ComparedText.plain(question(random));
            all.add(plain);
            neighbours.add(Sketch.of(Shingles.of(plain)));
        }
        int found = 0;
        for (String text : all.subList(0, 500)) {
            String[] words = text.split(" ");
            // One word in ten is another one: word sets have 0.8 in common.
            words[3] = "otherwise";
            words[11] = "sometimes";
            Sketch sketch = Sketch.of(Shingles.of(String.join(" ", words)));
            for (int candidate : neighbours.of(sketch)) {
                found += all.get(candidate).equals(text) ? 1 : 0;
            }
        }
        assertThat(found).isGreaterThan(495);
    }

    @Test
    void splitsComeOutAsTheirSharesSay() {
        SplitKey key = new SplitKey(new dev.touchstone.stats.sampling.SamplingKey(new byte[] {1}));
        var shares = new dev.touchstone.api.policy.GoldenRules.Shares(0.7, 0.1, 0.2);
        Map<GoldenSplit, Integer> counts = new EnumMap<>(GoldenSplit.class);
        for (int i = 0; i < 20_000; i++) {
            counts.merge(key.of("group " + i, shares), 1, Integer::sum);
        }
        // Five standard errors of a binomial share are 0.016 at most.
        assertThat(counts.getOrDefault(GoldenSplit.TRAIN, 0) / 20_000.0).isBetween(0.684, 0.716);
        assertThat(counts.getOrDefault(GoldenSplit.DEV, 0) / 20_000.0).isBetween(0.084, 0.116);
    }
}
