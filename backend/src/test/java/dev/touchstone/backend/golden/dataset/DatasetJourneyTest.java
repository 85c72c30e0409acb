package dev.touchstone.backend.golden.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.GoldenClient;
import dev.touchstone.api.golden.Dataset;
import dev.touchstone.api.golden.DatasetRule;
import dev.touchstone.api.golden.DatasetVersion;
import dev.touchstone.api.golden.GoldenItem;
import dev.touchstone.api.golden.GoldenState;
import dev.touchstone.api.golden.ItemAct;
import dev.touchstone.api.golden.NewVersion;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.ServedBackend;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

class DatasetJourneyTest {
    private static final PipelineName SUPPORT = new PipelineName(ServedBackend.PIPELINE);
    private static final Reviewer ANN = Reviewer.of(new ReviewerId("ann"));

    private static void correct(ServedBackend served, String id, String query) {
        ReviewId review = Objects.requireNonNull(served.client
                .post(NewOutput.text(ServedBackend.PIPELINE, id, "an answer")
                        .query(query)
                        .confidence(0.1)
                        .build())
                .reviewId());
        served.client.decide(review, NewDecision.edit(ANN, 0, TextNode.valueOf("right " + id), null, null));
    }

    @EveryDatabase
    void correctionsAreFrozenComparedRetiredAndRestoredOverTheApi(ServedBackend served) {
        GoldenClient golden = served.client.goldenSet();
        correct(served, "a", "How do I pay for the bicycle?");
        correct(served, "b", "Where does the old man live?");
        golden.putDataset("support-all", DatasetRule.of(ServedBackend.PIPELINE));

        DatasetVersion first = golden.freeze("support-all", new NewVersion(ANN, "for the pilot"));
        assertThat(first.counts().items()).isEqualTo(2);
        assertThat(first.createdBy()).isEqualTo("ann");
        assertThat(golden.leaks("support-all", 1).nearPairs()).isZero();

        GoldenItem item = golden.items(SUPPORT, null, 10).items().getFirst();
        assertThat(item.standing().split()).isNotNull();
        assertThat(golden.retire(item.id(), ItemAct.by(ANN)).standing().state()).isEqualTo(GoldenState.RETIRED);
        golden.freeze("support-all", NewVersion.PLAIN);
        assertThat(golden.compare("support-all", 1, 2).removedItems()).containsExactly(item.id());
        assertThat(golden.restore(item.id(), ItemAct.by(ANN)).standing().state())
                .isEqualTo(GoldenState.GOLDEN);
        assertThat(golden.restore("support-all", 1, NewVersion.PLAIN).root()).isEqualTo(first.root());
        assertThat(golden.versions("support-all").items())
                .extracting(DatasetVersion::number)
                .containsExactly(3, 2, 1);
        assertThat(golden.summary(SUPPORT).golden()).isEqualTo(2);
        assertThat(golden.datasets().items()).extracting(Dataset::latestVersion).containsExactly(3);
    }

    @EveryDatabase
    void aKeyOfOnePipelineFindsNoDatasetOfAnother(ServedBackend served) {
        served.client.putPipeline("claims", Policy.DEFAULT);
        correct(served, "a", "How do I pay?");
        GoldenClient golden = served.client.goldenSet();
        golden.putDataset("support-all", DatasetRule.of(ServedBackend.PIPELINE));
        golden.putDataset(
                "both",
                new DatasetRule(
                        List.of("claims", ServedBackend.PIPELINE),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        false,
                        null,
                        null,
                        Map.of()));
        golden.freeze("support-all", NewVersion.PLAIN);
        String item = golden.items(SUPPORT, null, 10).items().getFirst().id();
        GoldenClient claims = served.client(served.key(new PipelineName("claims"), Scope.ADMIN))
                .goldenSet();

        refused(404, () -> claims.dataset("support-all"));
        refused(404, () -> claims.dataset("both"));
        refused(404, () -> claims.freeze("support-all", NewVersion.PLAIN));
        refused(404, () -> claims.version("support-all", 1));
        refused(404, () -> claims.compare("support-all", 1, 1));
        refused(404, () -> claims.leaks("support-all", 1));
        refused(404, () -> claims.restore("support-all", 1, NewVersion.PLAIN));
        refused(404, () -> claims.putDataset("support-all", DatasetRule.of("claims")));
        refused(404, () -> claims.putDataset("mine", DatasetRule.of(ServedBackend.PIPELINE)));
        refused(404, () -> claims.item(item));
        refused(404, () -> claims.retire(item, ItemAct.by(ANN)));
        refused(404, () -> claims.items(SUPPORT, null, 10));
        refused(404, () -> claims.summary(SUPPORT));
        assertThat(claims.datasets().items()).isEmpty();
        claims.putDataset("mine", DatasetRule.of("claims"));
        assertThat(claims.datasets().items()).hasSize(1);

        refused(404, () -> golden.version("support-all", 7));
        refused(404, () -> golden.item("nothing"));
        GoldenClient reader =
                served.client(served.key(null, Scope.EXPORTS_READ)).goldenSet();
        refused(403, () -> reader.freeze("support-all", NewVersion.PLAIN));
        assertThat(reader.version("support-all", 1).number()).isEqualTo(1);
    }

    private static void refused(int status, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(status));
    }
}
