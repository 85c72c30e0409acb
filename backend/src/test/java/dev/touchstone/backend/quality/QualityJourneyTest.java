package dev.touchstone.backend.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.QualityQuery;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.quality.ApplyThreshold;
import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.quality.QualityGroup;
import dev.touchstone.api.quality.QualityReport;
import dev.touchstone.api.quality.ReviewNeeds;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.Backend;
import dev.touchstone.backend.BackendConfig;
import dev.touchstone.backend.keys.ServerSecret;
import dev.touchstone.backend.testing.TestClock;
import dev.touchstone.backend.testing.TestDatabases;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everything about quality that the API answers, for an extraction pipeline reviewed from its first output on.
class QualityJourneyTest {
    private static final Reviewer ANN = new Reviewer(new ReviewerId("U-ann"), "Ann");

    private Backend backend;
    private TouchstoneClient client;

    @BeforeEach
    void start(@TempDir Path folder) {
        Policy policy = Json.read("{\"audit_rate\":1,\"strata\":{\"keys\":[\"language\"],\"rates\":[]}}", Policy.class);
        backend = new Backend(
                        BackendConfig.withDatabase(TestDatabases.newSqlite(folder.resolve("touchstone.db"))
                                .url()),
                        ServerSecret.of("0123456789abcdefghijklmnopqrstuvwxyz"),
                        new TestClock())
                .start(Map.of("invoices", policy));
        client = new TouchstoneClient(backend.url(), backend.keyInProcess("test", Set.of(Scope.ADMIN)));
        for (int i = 0; i < 40; i++) {
            OutputReceipt receipt = client.post(output(i));
            client.decide(receipt.reviewId(), decision(i));
        }
    }

    @AfterEach
    void stop() {
        client.close();
        backend.close();
    }

    private static NewOutput output(int i) {
        return NewOutput.json("invoices", "inv-" + i, TextNode.valueOf("see attributes"))
                .attribute("total", TextNode.valueOf("12.50"), 0.9)
                .attribute("vat_id", i % 2 == 0 ? NullNode.getInstance() : TextNode.valueOf("DE1"), null)
                .confidence(0.9)
                .model(i < 20 ? "reader-1" : "reader-2")
                .stratum("language", i % 4 == 0 ? "de" : "en")
                .build();
    }

    /// Of 40: 10 totals corrected, 5 missed VAT ids added, 25 approved.
    private static NewDecision decision(int i) {
        Map<String, com.fasterxml.jackson.databind.JsonNode> corrected = i % 4 == 1
                ? Map.of("total", TextNode.valueOf("99"))
                : i % 8 == 0 ? Map.of("vat_id", TextNode.valueOf("DE2")) : Map.of();
        return new NewDecision(
                ANN,
                corrected.isEmpty() ? DecisionAction.APPROVE : DecisionAction.EDIT,
                0,
                null,
                corrected,
                null,
                Map.of(),
                Map.of(),
                null,
                30.0,
                true);
    }

    @Test
    void aNameThatNothingHasIsToldWithTheNearestOne() {
        QualityQuery all = QualityQuery.of(new PipelineName("invoices"));

        assertThat(client.quality().report(all.with("model", "reader-1")).notes())
                .isEmpty();
        assertThat(client.quality().report(all.with("model", "raeder-1")).notes())
                .containsExactly("No output of this period has model 'raeder-1'; did you mean 'reader-1'?");
        assertThat(client.quality().report(all.with("attribute", "totl")).notes())
                .containsExactly("No review of this period has attribute 'totl'; did you mean 'total'?");
        assertThat(client.quality().report(all.with("model", "gpt")).notes())
                .containsExactly("No output of this period has model 'gpt'; there are reader-1, reader-2.");
        assertThat(client.quality().report(all.with("stratum", "language=xx")).notes())
                .singleElement()
                .asString()
                .startsWith("No output of this period has stratum 'language=xx'");
    }

    @Test
    void eachAttributeIsGivenByWeekInOneCallInTheWeeksOfAZone() {
        QualityQuery all = QualityQuery.of(new PipelineName("invoices")).with("breakdown", "attribute_week");

        QualityReport report = client.quality().report(all);
        QualityReport there = client.quality().report(all.with("zone", "Pacific/Kiritimati"));

        assertThat(report.groups())
                .allSatisfy(group -> assertThat(group.name()).matches("[0-9]{4}-W[0-9]{2} (total|vat_id)"));
        assertThat(report.groups().stream()
                        .filter(group -> group.name().endsWith(" total"))
                        .mapToLong(group ->
                                group.figure("attribute_accuracy").orElseThrow().reviewed())
                        .sum())
                .isEqualTo(40);
        assertThat(there.groups()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(client.quality().report(all.with("attribute", "total")).groups())
                .isNotEmpty()
                .allSatisfy(group -> assertThat(group.name()).endsWith(" total"));
        assertThatThrownBy(() -> client.quality().report(all.with("zone", "Mars/Phobos")))
                .hasMessageContaining("zone");
    }

    @Test
    void everyFigureComesWithWhatItRestsOn() {
        QualityReport report = client.quality()
                .report(QualityQuery.of(new PipelineName("invoices")).with("breakdown", "attribute"));

        assertThat(value(report.total(), "error_rate")).isCloseTo(15 / 40.0, within(1e-12));
        assertThat(value(report.total(), "correction_rate")).isCloseTo(15 / 40.0, within(1e-12));
        assertThat(value(report.total(), "attribute_accuracy")).isCloseTo(65 / 80.0, within(1e-12));
        // 30 totals and 20 VAT ids right; 10 totals wrong; 5 VAT ids missed.
        assertThat(value(report.total(), "precision")).isCloseTo(50 / 60.0, within(1e-12));
        assertThat(value(report.total(), "recall")).isCloseTo(50 / 65.0, within(1e-12));
        assertThat(value(report.total(), "f1_micro")).isCloseTo(100 / 125.0, within(1e-12));
        assertThat(value(report.total(), "f1_macro")).isCloseTo((0.75 + 40 / 45.0) / 2, within(1e-12));
        assertThat(report.groups()).extracting(QualityGroup::name).containsExactly("total", "vat_id");
        assertThat(report.total().figures()).allSatisfy(figure -> {
            assertThat(figure.interval()).isNotNull();
            assertThat(figure.value())
                    .isBetween(figure.interval().lower(), figure.interval().upper());
            assertThat(figure.population()).isEqualTo(40);
            assertThat(figure.policyVersions()).containsExactly(1);
        });
        assertThat(report.total().reliability()).isNotEmpty();
    }

    @Test
    void breakdownsAndComparisonsAreAsked() {
        QualityReport models = client.quality()
                .report(QualityQuery.of(new PipelineName("invoices")).with("breakdown", "model"));
        QualityReport strata = client.quality()
                .report(QualityQuery.of(new PipelineName("invoices")).with("breakdown", "stratum"));
        QualityReport compared = client.quality()
                .report(QualityQuery.of(new PipelineName("invoices"))
                        .with("model", "reader-2")
                        .with("baseline_model", "reader-1"));

        assertThat(models.groups()).extracting(QualityGroup::name).containsExactly("reader-1", "reader-2");
        assertThat(strata.groups()).extracting(QualityGroup::name).containsExactly("language=de", "language=en");
        assertThat(strata.groups().getFirst().figure("error_rate").orElseThrow().enough())
                .isFalse();
        assertThat(compared.comparison().baseline().model()).isEqualTo("reader-1");
        assertThat(compared.comparison().differences().getFirst().interval()).isNotNull();
    }

    @Test
    void targetsPlanAgreementAndAdviceAreAsked() {
        assertThat(client.quality()
                        .targets(QualityQuery.of(new PipelineName("invoices")))
                        .metrics())
                .hasSize(5);
        assertThat(client.quality()
                        .agreement(QualityQuery.of(new PipelineName("invoices")))
                        .nominal()
                        .standing())
                .isEqualTo("n/a");

        assertThat(client.quality()
                        .retrieval(QualityQuery.of(new PipelineName("invoices")).with("model", "reader-1"))
                        .words())
                .startsWith("nothing can be said yet");

        ReviewNeeds plan = client.quality().reviewNeeds(new PipelineName("invoices"), 0.2, 2);
        assertThat(plan.auditsPerWeek()).isEqualTo(10);
        assertThat(plan.reviewsNeeded()).isPositive();
        assertThat(plan.intervals()).hasSize(4);

        assertThat(client.quality()
                        .thresholdAdvice(new PipelineName("invoices"), 0.05, 0.9)
                        .attributes())
                .hasSize(1);
        assertProblem(
                () -> client.quality()
                        .applyThreshold(new PipelineName("invoices"), new ApplyThreshold(0.05, 0.9, 30, null)),
                "not-certified");
    }

    @Test
    void refusalsSayWhatToDo() {
        Instant start = Instant.parse("2030-01-01T00:00:00Z");
        assertProblem(() -> ask(QualityQuery.of(new PipelineName("nobody"))), "unknown-pipeline");
        assertProblem(
                () -> ask(QualityQuery.of(new PipelineName("invoices")).with("from", "2031-01-01")),
                "period-in-future");
        assertProblem(() -> ask(QualityQuery.of(new PipelineName("invoices")).period(start, start)), "empty-period");
        assertProblem(
                () -> ask(QualityQuery.of(new PipelineName("invoices")).with("from", "yesterday")), "bad-parameter");
        assertProblem(
                () -> ask(QualityQuery.of(new PipelineName("invoices")).with("weeks", "2030-W60")), "bad-parameter");
        assertProblem(() -> ask(QualityQuery.of(new PipelineName("invoices")).with("level", "1")), "bad-parameter");
        assertProblem(
                () -> ask(QualityQuery.of(new PipelineName("invoices")).with("breakdown", "moon")), "bad-parameter");
        assertProblem(
                () -> ask(QualityQuery.of(new PipelineName("invoices")).with("baseline_model", "reader-1")),
                "overlapping-selections");
        assertThat(ask(QualityQuery.of(new PipelineName("invoices")).with("weeks", "2030-W01"))
                        .total()
                        .coverage()
                        .outputs())
                .isEqualTo(40);
    }

    private QualityReport ask(QualityQuery query) {
        return client.quality().report(query);
    }

    private static double value(QualityGroup group, String metric) {
        return group.figure(metric).map(QualityFigure::value).orElseThrow();
    }

    private static void assertProblem(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.problem().code()).isEqualTo(code));
    }
}
