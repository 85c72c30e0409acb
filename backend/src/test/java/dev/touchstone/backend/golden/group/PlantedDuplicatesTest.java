package dev.touchstone.backend.golden.group;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.golden.DatasetRule;
import dev.touchstone.api.golden.DatasetVersion;
import dev.touchstone.api.golden.NewGoldenItem;
import dev.touchstone.api.golden.NewVersion;
import dev.touchstone.api.golden.VersionCounts;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.golden.dataset.GoldenBench;
import dev.touchstone.backend.golden.dataset.Versions;
import dev.touchstone.backend.golden.item.ItemImport;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/// A thousand near-duplicates among as many questions in the same words: none may be on another side than what it is
/// a near-duplicate of. The truth is that they were planted, not what any measure says of them.
class PlantedDuplicatesTest {
    private static final PipelineName P = new PipelineName("p");
    private static final List<String> OPENINGS =
            List.of("How can I", "Is there a way to", "Please tell me how to", "I want to");
    private static final List<String> VERBS = List.of(
            "cancel", "transfer", "renew", "download", "split", "dispute", "freeze", "schedule", "verify", "export");
    private static final List<String> THINGS = List.of(
            "subscription",
            "invoice",
            "standing order",
            "travel insurance",
            "gift card",
            "mortgage offer",
            "statement",
            "delivery slot",
            "tax certificate",
            "loyalty account",
            "warranty claim",
            "parking permit");
    private static final List<String> WHERE = List.of(
            "in the mobile app",
            "from abroad",
            "without my passport",
            "on a shared computer",
            "before the month ends",
            "after moving house",
            "for my daughter",
            "through the branch in Porto",
            "with a foreign number");
    private static final List<String> WHY = List.of(
            "because the website shows an error",
            "since my card was stolen",
            "as my employer asks for it",
            "because I was charged twice",
            "since nobody answers the phone",
            "as the old one expired yesterday");
    private static final Map<String, String> SYNONYMS = Map.of(
            "cancel",
            "terminate",
            "transfer",
            "move",
            "download",
            "save",
            "website",
            "page",
            "error",
            "failure",
            "stolen",
            "taken",
            "employer",
            "company",
            "charged",
            "billed",
            "answers",
            "picks up",
            "expired",
            "ended");

    private record Planted(String original, String copy, boolean reworded) {}

    private static String pick(List<String> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    /// Half of it words that many questions share, half words of its own.
    private static String question(Random random, int number) {
        StringBuilder own = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            own.append(' ').append(Integer.toString(random.nextInt(1_000_000, 40_000_000), 36));
        }
        return pick(OPENINGS, random) + " " + pick(VERBS, random) + " the " + pick(THINGS, random) + " "
                + (1_000 + number) + " of" + own + " " + pick(WHERE, random) + ", " + pick(WHY, random) + "?";
    }

    /// Another opening, the reason in front, and other words for what has one.
    private static String reworded(String question, Random random) {
        String body = question.substring(0, question.length() - 1);
        for (String opening : OPENINGS) {
            body = body.replace(opening, pick(OPENINGS, random));
        }
        String[] halves = body.split(", ", 2);
        String turned = halves[1] + ", " + halves[0];
        List<String> words = new ArrayList<>(List.of(turned.split(" ")));
        int changed = 0;
        for (int i = 0; i < words.size() && changed < 2; i++) {
            String other = SYNONYMS.get(words.get(i));
            if (other != null) {
                words.set(i, other);
                changed++;
            }
        }
        return String.join(" ", words) + "?";
    }

    private static List<Planted> planted(Random random) {
        List<Planted> planted = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            String question = question(random, i);
            planted.add(new Planted(question, question.toUpperCase(Locale.ROOT), false));
            planted.add(new Planted(question, question.replace(" ", "\n ").replace(",", " ,"), false));
            planted.add(new Planted(
                    question, question.replace(" " + (1_000 + i) + " ", " " + random.nextInt(90_000) + " "), false));
            planted.add(new Planted(question, reworded(question, random), true));
        }
        return planted;
    }

    @EveryDatabase
    void noneIsOnAnotherSideThanItsOriginal(Workbench bench) {
        GoldenBench golden = new GoldenBench(bench, "{\"splits\": {\"train\": 0.4, \"dev\": 0.3, \"test\": 0.3}}");
        Random random = new Random(11);
        List<Planted> planted = planted(random);
        List<String> all = new ArrayList<>();
        planted.forEach(pair -> {
            all.add(pair.original());
            all.add(pair.copy());
        });
        for (int i = 0; i < 750; i++) {
            all.add(question(random, 5_000 + i));
        }
        List<String> order = new ArrayList<>(all.stream().distinct().toList());
        Collections.shuffle(order, random);
        take(bench, order);
        golden.datasets.put("d", DatasetRule.of("p"), "test");
        DatasetVersion version = golden.freezing.freeze("d", NewVersion.PLAIN, "test");
        Map<String, String> sides = sides(golden);

        List<Planted> torn = planted.stream()
                .filter(pair -> !Objects.equals(sides.get(pair.original()), sides.get(pair.copy())))
                .toList();
        long rewordedApart = torn.stream().filter(Planted::reworded).count();
        long apart = torn.size() - rewordedApart;
        System.out.printf(
                "reworded on another side: %d of 250; %s%n",
                rewordedApart, version.counts().splits());
        assertThat(apart).as("written in another way").isZero();
        assertThat(rewordedApart).as("reworded, of 250").isLessThanOrEqualTo(25);
        assertThat(version.counts().splits().values().stream()
                        .mapToInt(VersionCounts.Side::largestGroup)
                        .max()
                        .orElse(0))
                .as("what has only words in common is not one group")
                .isLessThan(order.size() / 10);
    }

    private static void take(Workbench bench, List<String> queries) {
        ItemImport imports = new ItemImport(bench.database, bench.ids, bench.ledger, bench.pipelines, bench.clock);
        List<NewGoldenItem> items = queries.stream()
                .map(query -> new NewGoldenItem(
                        TextNode.valueOf(query),
                        null,
                        null,
                        null,
                        TextNode.valueOf("An answer."),
                        null,
                        Map.of(),
                        Map.of()))
                .toList();
        assertThat(imports.take(P, items, "test")).allMatch(ItemImport.Taken::added);
    }

    private static Map<String, String> sides(GoldenBench golden) {
        Map<String, String> sides = new HashMap<>();
        List<Versions.Member> some = golden.versions.members("d", 1, null, -1, 500);
        while (!some.isEmpty()) {
            for (Versions.Member member : some) {
                JsonNode query =
                        Objects.requireNonNull(member.content()).input().query();
                sides.put(
                        Objects.requireNonNull(query).textValue(),
                        member.split().wire());
            }
            some = golden.versions.members("d", 1, null, some.getLast().seq(), 500);
        }
        return sides;
    }
}
