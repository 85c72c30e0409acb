package dev.touchstone.backend.golden.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.api.golden.DatasetRule;
import dev.touchstone.api.golden.DatasetVersion;
import dev.touchstone.api.golden.GoldenKind;
import dev.touchstone.api.golden.ItemAct;
import dev.touchstone.api.golden.LeakReport;
import dev.touchstone.api.golden.NewVersion;
import dev.touchstone.api.golden.VersionComparison;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class FreezingTest {
    private static List<Versions.Member> members(GoldenBench golden, int number) {
        return golden.versions.members("d", number, null, -1, 10_000);
    }

    @EveryDatabase
    void aVersionHoldsEveryAnswerOnceAndSaysWhatItLeftOut(Workbench bench) {
        GoldenBench golden = new GoldenBench(bench, "{}");
        golden.correct("How do I pay?", "By card.");
        golden.correct("How do I pay?", "By card.");
        golden.correct("Where is my parcel?", "At home.");
        golden.correct("Where is my parcel?", "Lost.");
        golden.reject("Can I return it?");
        golden.approve("Do you ship abroad?");
        golden.approve("Is it in stock?");
        golden.reject("Is it in stock?");

        DatasetVersion version = golden.freeze();

        assertThat(version.number()).isEqualTo(1);
        assertThat(version.counts().kinds())
                .containsEntry(GoldenKind.CORRECTION, 1)
                .containsEntry(GoldenKind.REJECTION, 1)
                .containsEntry(GoldenKind.APPROVAL, 2);
        assertThat(version.counts().items()).isEqualTo(4);
        assertThat(version.counts().leftOut().conflicts()).isEqualTo(2);
        assertThat(version.counts().leftOut().duplicates()).isEqualTo(1);
        assertThat(version.counts().leftOut().contradicted()).isEqualTo(1);
        assertThat(members(golden, 1))
                .extracting(Versions.Member::hash)
                .isSorted()
                .hasSize(4);
        assertThat(version.root())
                .isEqualTo(MerkleTree.root(
                        members(golden, 1).stream().map(Versions.Member::hash).toList()));
    }

    @EveryDatabase
    void aVersionStaysWhatItWasWhateverBecomesOfItsItems(Workbench bench) {
        GoldenBench golden = new GoldenBench(bench, "{}");
        golden.correct("How do I pay?", "By card.");
        golden.correct("Where is my parcel?", "At home.");
        golden.freeze();
        List<Versions.Member> before = members(golden, 1);

        golden.acts.retire(before.getFirst().id(), ItemAct.by(GoldenBench.ANN));
        golden.correct("Can I return it?", "Within a month.");
        DatasetVersion second = golden.freeze();

        assertThat(members(golden, 1)).isEqualTo(before);
        assertThat(second.number()).isEqualTo(2);
        VersionComparison comparison = golden.versions.compare("d", 1, 2);
        assertThat(comparison.same()).isEqualTo(1);
        assertThat(comparison.added()).isEqualTo(1);
        assertThat(comparison.removedItems()).containsExactly(before.getFirst().id());
        assertThat(comparison.changed()).isZero();

        DatasetVersion restored = golden.freezing.restore("d", 1, new NewVersion(null, "it was better"), "test");
        assertThat(restored.number()).isEqualTo(3);
        assertThat(restored.restores()).isEqualTo(1);
        assertThat(restored.root())
                .isEqualTo(golden.versions.find("d", 1).orElseThrow().root());
        assertThat(members(golden, 3)).isEqualTo(before);
    }

    @EveryDatabase
    void anotherAnswerToTheSameInputIsAChange(Workbench bench) {
        GoldenBench golden = new GoldenBench(bench, "{}");
        golden.correct("How do I pay?", "By card.");
        golden.freeze();
        String first = members(golden, 1).getFirst().id();
        golden.acts.retire(first, ItemAct.by(GoldenBench.ANN));
        golden.correct("How do I pay?", "By card or cash.");
        golden.freeze();

        VersionComparison comparison = golden.versions.compare("d", 1, 2);
        assertThat(comparison.changedItems())
                .containsExactly(new VersionComparison.Change(
                        first, members(golden, 2).getFirst().id()));
        assertThat(comparison.added() + comparison.removed() + comparison.same())
                .isZero();
    }

    @EveryDatabase
    void anErasedItemIsMissedByTheVersionsThatHeldIt(Workbench bench) {
        GoldenBench golden = new GoldenBench(bench, "{}");
        golden.correct("How do I pay?", "By card.");
        golden.freeze();

        golden.acts.erase(members(golden, 1).getFirst().id(), ItemAct.by(GoldenBench.ANN));

        assertThat(golden.versions.find("d", 1).orElseThrow().erased()).isEqualTo(1);
        assertThat(members(golden, 1).getFirst().text()).isNull();
    }

    @EveryDatabase
    void twoWhoFreezeAtOnceGetTwoWholeVersions(Workbench bench) {
        GoldenBench golden = new GoldenBench(bench, "{}");
        IntStream.range(0, 40).forEach(i -> golden.correct("Question about " + word(i) + "?", "Answer " + i));
        golden.datasets.put("d", DatasetRule.of("p"), "test");
        Freezing other = new Freezing(
                bench.database,
                bench.ids,
                bench.clock,
                bench.ledger,
                bench.admission,
                GoldenBench.grouping(bench),
                () -> {});

        CompletableFuture<DatasetVersion> one =
                CompletableFuture.supplyAsync(() -> golden.freezing.freeze("d", NewVersion.PLAIN, "one"));
        DatasetVersion two = other.freeze("d", NewVersion.PLAIN, "two");

        assertThat(Set.of(one.join().number(), two.number())).containsExactlyInAnyOrder(1, 2);
        assertThat(one.join().root()).isEqualTo(two.root());
        assertThat(members(golden, 1)).hasSize(40).isEqualTo(members(golden, 2));
    }

    @EveryDatabase
    void whatWasBegunAndNeverFinishedIsNobodysAndClearedAway(Workbench bench) {
        GoldenBench golden = new GoldenBench(bench, "{}");
        golden.correct("How do I pay?", "By card.");
        golden.freeze();
        bench.database.writer().useTransaction(tx -> {
            int half = tx.execute("""
                    INSERT INTO golden_version (id, dataset, number, root, rule, counts, created_at_ms, created_by)
                    SELECT 'half', dataset, NULL, root, rule, counts, created_at_ms, 'killed' FROM golden_version
                    """);
            int member = tx.execute("""
                    INSERT INTO golden_version_item (version_id, seq, item_id, hash, split, group_id, weight, bytes)
                    SELECT 'half', seq, item_id, hash, split, group_id, weight, bytes FROM golden_version_item
                    """);
        });

        assertThat(golden.versions.page("d", Integer.MAX_VALUE, 10)).hasSize(1);
        golden.freezing.clearAbandoned();
        assertThat(bench.count("golden_version")).as("it may still be at work").isEqualTo(2);
        bench.clock.advance(Duration.ofHours(3));
        golden.freezing.clearAbandoned();
        assertThat(bench.count("golden_version")).isEqualTo(1);
        assertThat(bench.count("golden_version_item")).isEqualTo(1);
        assertThat(golden.freeze().number()).isEqualTo(2);
    }

    @EveryDatabase
    void theRuleNarrowsByWhatItemsAre(Workbench bench) {
        GoldenBench golden = new GoldenBench(bench, "{}");
        golden.correct("How do I pay?", "By card.");
        golden.reject("Can I return it?");
        DatasetRule rule = new DatasetRule(
                List.of("p"),
                List.of(GoldenKind.REJECTION),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                true,
                null,
                null,
                Map.of(GoldenKind.REJECTION, 0.5));
        golden.datasets.put("d", rule, "test");
        DatasetVersion version = golden.freezing.freeze("d", NewVersion.PLAIN, "test");

        assertThat(version.counts().items()).isEqualTo(1);
        assertThat(members(golden, 1).getFirst().weight()).isEqualTo(0.5);
    }

    @EveryDatabase
    void anUnknownDatasetCannotBeFrozen(Workbench bench) {
        GoldenBench golden = new GoldenBench(bench, "{}");
        assertThatThrownBy(() -> golden.freezing.freeze("nothing", NewVersion.PLAIN, "test"))
                .isInstanceOf(Refused.class);
        assertThat(bench.count("golden_version")).isZero();
    }

    @EveryDatabase
    void theLeakReportSeesWhatWasPutOnTheWrongSideByHand(Workbench bench) {
        GoldenBench golden = new GoldenBench(bench, "{\"groups\": [\"user\"]}");
        golden.correct("How do I pay for the blue bicycle in the shop window?", "By card.");
        golden.correct("how do i pay for the BLUE bicycle in the shop window", "By card!");
        IntStream.range(0, 30).forEach(i -> golden.correct("Question about " + word(i) + "?", "Answer " + i));
        golden.freeze();
        assertThat(golden.leaks.report("d", 1).nearPairs()).isZero();

        String moved = members(golden, 1).stream()
                .filter(member -> String.valueOf(member.text()).contains("BLUE"))
                .map(Versions.Member::id)
                .collect(Collectors.joining());
        bench.database.writer().useHandle(handle -> {
            int one = handle.execute("""
                    UPDATE golden_version_item SET split = CASE WHEN split = 'test' THEN 'train' ELSE 'test' END
                    WHERE item_id = ?
                    """, moved);
        });
        LeakReport leaks = golden.leaks.report("d", 1);

        assertThat(leaks.nearPairs()).isEqualTo(1);
        assertThat(leaks.sharedGroups()).isEqualTo(1);
        assertThat(leaks.examples().getFirst().by()).isEqualTo("near");
        assertThat(leaks.examples().getFirst().side())
                .isNotEqualTo(leaks.examples().getFirst().otherSide());
        assertThat(leaks.compared()).isEqualTo(32);
    }

    /// Words that have little in common.
    private static String word(int i) {
        Random random = new Random(i);
        return Long.toString(random.nextLong() >>> 1, 26).replaceAll("[0-9]", "z")
                + " "
                + Long.toString(random.nextLong() >>> 1, 26).replaceAll("[0-9]", "y");
    }
}
