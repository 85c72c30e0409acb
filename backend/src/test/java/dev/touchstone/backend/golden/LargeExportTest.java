package dev.touchstone.backend.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.client.ReviewQuery;
import dev.touchstone.api.golden.GoldenExample;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Page;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.ServedBackend;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists of texts that are large one by one: pages are cut by bytes, and nothing is lost between them.
class LargeExportTest {
    private static final int EXAMPLES = 12;
    private static final String LARGE = "ä".repeat(200_000);

    @EveryDatabase
    void pagesAreCutByBytesAndHoldEverythingOnce(ServedBackend served) {
        admit(served);

        List<String> ids = new ArrayList<>();
        String cursor = null;
        do {
            Page<GoldenExample> page =
                    served.client.goldenSet().golden(new PipelineName(ServedBackend.PIPELINE), cursor, 200);
            assertThat(page.items()).hasSizeBetween(1, 3);
            page.items().forEach(example -> ids.add(example.id()));
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(ids).hasSize(EXAMPLES).isSorted().doesNotHaveDuplicates();
        assertThat(served.client.goldenSet().exportGolden(new PipelineName(ServedBackend.PIPELINE)))
                .extracting(GoldenExample::id)
                .containsExactlyElementsOf(ids);
    }

    @EveryDatabase
    void decisionsAndDecidedReviewsAreCutByBytesToo(ServedBackend served) {
        admit(served);

        List<Decision> decisions = served.client.decisionsOf(new ReviewerId("ann"), 100);
        assertThat(decisions).hasSizeBetween(1, 6);
        assertThat(decisions.getFirst().correction().correctedOutput())
                .isEqualTo(TextNode.valueOf(LARGE + (EXAMPLES - 1)));
        int reviews = 0;
        @Nullable String cursor = null;
        do {
            var page = served.client.reviews(ReviewQuery.OPEN
                    .state(dev.touchstone.api.review.ReviewState.DECIDED)
                    .cursor(cursor)
                    .limit(200));
            assertThat(page.items()).hasSizeBetween(1, 6);
            reviews += page.items().size();
            cursor = page.nextCursor();
        } while (cursor != null);
        assertThat(reviews).isEqualTo(EXAMPLES);
    }

    private static void admit(ServedBackend served) {
        for (int i = 0; i < EXAMPLES; i++) {
            ReviewId review = served.client
                    .post(dev.touchstone.api.output.NewOutput.text(ServedBackend.PIPELINE, "e" + i, LARGE)
                            .confidence(0.1)
                            .build())
                    .reviewId();
            served.client.decide(
                    new ReviewId(String.valueOf(review)),
                    NewDecision.edit(Reviewer.of(new ReviewerId("ann")), 0, TextNode.valueOf(LARGE + i), null, null));
        }
    }
}
