package dev.touchstone.backend.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.stats.sampling.SamplingKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReviewOrderTest {
    private static final SamplingKey KEY = new SamplingKey("a secret".getBytes(StandardCharsets.UTF_8));

    private static ItemRow item(String caseId, String version, String body) {
        return new ItemRow(
                caseId + version,
                new ItemRow.Place("e", caseId, version),
                ItemRow.READY,
                body,
                new ItemRow.Written(null, 0, 0),
                null);
    }

    private static List<ItemRow> items(int cases, int versions) {
        List<ItemRow> items = new ArrayList<>();
        for (int c = 0; c < cases; c++) {
            for (int v = 0; v < versions; v++) {
                items.add(item("c" + c, "v" + v, "text " + c + " " + v));
            }
        }
        return items;
    }

    @Test
    void versionsOfACaseAreNeverNeighbours() {
        for (int experiment = 0; experiment < 200; experiment++) {
            List<ReviewOrder.Unit> order = new ReviewOrder(KEY, "e" + experiment).of(items(3, 4));
            assertThat(order).hasSize(12);
            for (int i = 1; i < order.size(); i++) {
                assertThat(order.get(i).caseId()).isNotEqualTo(order.get(i - 1).caseId());
            }
        }
    }

    /// Over many experiments each version comes first as often as the others: 400 draws of 1/4, within 5 deviations.
    @Test
    void noVersionHasAPlaceOfItsOwn() {
        int[] first = new int[4];
        for (int experiment = 0; experiment < 400; experiment++) {
            String version = new ReviewOrder(KEY, "e" + experiment)
                    .of(items(5, 4))
                    .getFirst()
                    .items()
                    .getFirst()
                    .place()
                    .version();
            first[Integer.parseInt(version.substring(1))]++;
        }

        assertThat(first).satisfies(counts -> {
            for (int count : counts) {
                assertThat(count).isBetween(57, 143);
            }
        });
    }

    @Test
    void theOrderCanBeRepeatedAndDoesNotFollowTheFile() {
        List<ItemRow> items = items(10, 2);

        List<ReviewOrder.Unit> order = new ReviewOrder(KEY, "e").of(items);

        assertThat(new ReviewOrder(KEY, "e").of(items)).isEqualTo(order);
        assertThat(new ReviewOrder(KEY, "f").of(items)).isNotEqualTo(order);
        assertThat(new ReviewOrder(KEY, "e").of(items.reversed()))
                .extracting(ReviewOrder.Unit::body)
                .containsExactlyElementsOf(
                        order.stream().map(ReviewOrder.Unit::body).toList());
    }

    @Test
    void equalTextsOfACaseAreOneAndOfTwoCasesTwo() {
        List<ReviewOrder.Unit> order = new ReviewOrder(KEY, "e")
                .of(List.of(item("c1", "a", "same"), item("c1", "b", "same"), item("c2", "a", "same")));

        assertThat(order).hasSize(2);
        assertThat(order).anySatisfy(unit -> assertThat(unit.items()).hasSize(2));
    }
}
