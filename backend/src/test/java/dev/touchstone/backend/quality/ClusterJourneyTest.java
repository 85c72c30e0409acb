package dev.touchstone.backend.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.quality.QualityReport;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import dev.touchstone.stats.estimate.Target;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Outputs that belong together, from what pipelines send to what figures say of it.
class ClusterJourneyTest {
    private static final PipelineName CHAT = new PipelineName("chat");

    private static OutputReceipt post(
            Workbench bench, int number, @Nullable String cluster, @Nullable JsonNode session) {
        NewOutput.Builder output =
                NewOutput.text("chat", "out-" + number, "an answer").confidence(0.9);
        if (cluster != null) {
            output.cluster(cluster);
        }
        if (session != null) {
            output.metadata("session_id", session);
        }
        OutputReceipt receipt = bench.post(output.build());
        Stream.decide(bench, receipt.reviewId(), number % 20 < 4 ? DecisionAction.REJECT : DecisionAction.APPROVE);
        return receipt;
    }

    private static @Nullable Long cluster(Workbench bench, OutputReceipt receipt) {
        OutputId id = receipt.id();
        return bench.outputs.find(id).orElseThrow().facts().clusterKey();
    }

    private static QualityReport report(Workbench bench, Target target) {
        Period period = Period.lastDays(1, bench.clock.instant().plus(Duration.ofHours(1)));
        return new QualitySnapshot(new Observations(bench.database), bench.clock)
                .of(Selection.all(CHAT, period), null, 0.95, target);
    }

    private static QualityFigure errors(QualityReport report) {
        return report.total().figure("error_rate").orElseThrow();
    }

    @EveryDatabase
    void theFieldGoesBeforeTheMetadataThatThePolicyNames(Workbench bench) {
        bench.pipeline("chat", "{\"audit_rate\": 1, \"cluster_by\": \"session_id\"}");

        Long field = cluster(bench, post(bench, 0, "s-1", TextNode.valueOf("s-2")));
        Long metadata = cluster(bench, post(bench, 1, null, TextNode.valueOf("s-1")));
        Long other = cluster(bench, post(bench, 2, null, TextNode.valueOf("s-2")));
        Long number = cluster(bench, post(bench, 3, null, IntNode.valueOf(7)));

        assertThat(field).isNotNull().isEqualTo(metadata);
        assertThat(new HashSet<>(List.of(field, other, number))).hasSize(3);
        assertThat(cluster(bench, post(bench, 4, null, BooleanNode.TRUE))).isNull();
        assertThat(cluster(bench, post(bench, 5, null, TextNode.valueOf(" ")))).isNull();
        assertThat(cluster(bench, post(bench, 6, null, TextNode.valueOf("x".repeat(201)))))
                .isNull();
        assertThat(cluster(bench, post(bench, 7, null, null))).isNull();
    }

    /// Numbers that stay for ever name nobody: the same user is another number in another pipeline.
    @EveryDatabase
    void anotherPipelineHasOtherNumbers(Workbench bench) {
        bench.pipeline("chat", "{\"audit_rate\": 1}");
        bench.pipeline("mail", "{\"audit_rate\": 1}");

        OutputReceipt chat =
                bench.post(NewOutput.text("chat", "1", "a").cluster("user-1").build());
        OutputReceipt mail =
                bench.post(NewOutput.text("mail", "1", "a").cluster("user-1").build());

        assertThat(cluster(bench, chat)).isNotEqualTo(cluster(bench, mail));
    }

    /// Four of each twenty are wrong: all in one conversation, and the conversation's other sixteen in none.
    @EveryDatabase
    void figuresOfTheProcessSayWhatClustersCost(Workbench bench) {
        bench.pipeline("chat", "{\"audit_rate\": 1}");
        IntStream.range(0, 100).forEach(i -> post(bench, i, "c-" + i / 4, null));

        QualityReport process = report(bench, Target.PROCESS);
        QualityReport finite = report(bench, Target.FINITE);

        // 25 conversations of four that are wholly right or wholly wrong are worth no more than 25 outputs.
        assertThat(errors(process).effective()).isBetween(12.0, 27.0);
        assertThat(errors(process).value()).isEqualTo(errors(finite).value());
        assertThat(process.total().notes())
                .singleElement()
                .asString()
                .startsWith("the 100 decided reviews come from 25 clusters")
                .endsWith("outputs of their own, not 100");
        assertThat(finite.total().notes()).isEmpty();
        assertThat(errors(finite).interval().lower()).isCloseTo(0.2, within(1e-12));
        assertThat(process.notes()).isEmpty();
    }

    @EveryDatabase
    void oneClusterForEverythingHasNoFigureOfTheProcess(Workbench bench) {
        bench.pipeline("chat", "{\"audit_rate\": 1}");
        IntStream.range(0, 60).forEach(i -> post(bench, i, "the one", null));

        QualityReport report = report(bench, Target.PROCESS);

        assertThat(report.total().figures()).allSatisfy(figure -> {
            assertThat(figure.value()).isNull();
            assertThat(figure.interval()).isNull();
            assertThat(figure.note()).contains("all 60 decided reviews belong to one cluster");
        });
        assertThat(errors(report(bench, Target.FINITE)).value()).isCloseTo(0.2, within(1e-12));
    }

    @EveryDatabase
    void metadataThatLookLikeAClusterAreAskedAbout(Workbench bench) {
        bench.pipeline("chat", "{\"audit_rate\": 1}");
        IntStream.range(0, 30).forEach(i -> post(bench, i, null, TextNode.valueOf("s-" + i / 10)));

        assertThat(report(bench, Target.FINITE).notes())
                .singleElement()
                .asString()
                .contains("'session_id'", "cluster_by: session_id");

        post(bench, 30, "s-3", null);

        assertThat(report(bench, Target.FINITE).notes()).isEmpty();
    }

    @EveryDatabase
    void otherMetadataAreNobodysBusiness(Workbench bench) {
        bench.pipeline("chat", "{\"audit_rate\": 1}");
        for (int i = 0; i < 5; i++) {
            OutputReceipt receipt = bench.post(NewOutput.text("chat", "o-" + i, "a")
                    .metadata("region", TextNode.valueOf("eu"))
                    .metadata("user_id", BooleanNode.TRUE)
                    .build());
            Stream.decide(bench, receipt.reviewId(), DecisionAction.APPROVE);
        }

        assertThat(report(bench, Target.FINITE).notes()).isEmpty();
        assertThat(report(bench, Target.PROCESS).total().notes()).isEmpty();
    }
}
