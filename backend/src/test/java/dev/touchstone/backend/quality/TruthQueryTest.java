package dev.touchstone.backend.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.QualityQuery;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.quality.CorrectedQuality;
import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.quality.QualityReport;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.Backend;
import dev.touchstone.backend.BackendConfig;
import dev.touchstone.backend.testing.ServedBackend;
import dev.touchstone.backend.testing.TestClock;
import dev.touchstone.backend.testing.TestDatabases;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Corrected figures as they are asked for over the API. Of forty reviewed outputs, ten were found wrong.
@NullUnmarked
class TruthQueryTest {
    private static final QualityQuery ALL = QualityQuery.of(new PipelineName("answers"));
    private static final QualityQuery CORRECTED = ALL.with("truth", "corrected");

    private Backend backend;
    private TouchstoneClient client;

    @BeforeEach
    void start(@TempDir Path folder) {
        backend = new Backend(
                        BackendConfig.withDatabase(TestDatabases.newSqlite(folder.resolve("touchstone.db"))
                                .url()),
                        ServedBackend.SECRET,
                        new TestClock())
                .start(Map.of("answers", Json.read("{\"audit_rate\":1}", Policy.class)));
        client = new TouchstoneClient(backend.url(), backend.keyInProcess("test", Set.of(Scope.ADMIN)));
        for (int i = 0; i < 40; i++) {
            client.decide(
                    client.post(NewOutput.text("answers", "a-" + i, "yes")
                                    .confidence(0.9)
                                    .build())
                            .reviewId(),
                    Stream.decision(i % 4 == 0 ? DecisionAction.REJECT : DecisionAction.APPROVE));
        }
    }

    @AfterEach
    void stop() {
        client.close();
        backend.close();
    }

    @Test
    void groupsAreNotCorrectedAndTheAnswerSaysHowToAskForOne() {
        QualityQuery asked = CORRECTED.with("reviewers_sensitivity", "54/60").with("reviewers_specificity", "133/140");

        CorrectedQuality groups =
                client.quality().report(asked.with("breakdown", "stratum")).corrected();
        CorrectedQuality one =
                client.quality().report(asked.with("stratum", "all")).corrected();

        assertThat(groups.notes()).anySatisfy(note -> assertThat(note).contains("ask with its filter (stratum"));
        assertThat(one.notes()).noneSatisfy(note -> assertThat(note).contains("ask with its filter"));
        assertThat(one.figures().getLast().value()).isCloseTo(0.2 / 0.85, within(1e-9));
    }

    @Test
    void correctedFiguresStandBesideThePlainOnes() {
        QualityReport plain = client.quality().report(ALL);
        QualityReport report = client.quality()
                .report(CORRECTED
                        .with("reviewers_sensitivity", "54/60")
                        .with("reviewers_specificity", "133/140")
                        .with("target", "process"));

        assertThat(plain.corrected()).isNull();
        assertThat(report.total().figure("error_rate").orElseThrow().value()).isCloseTo(0.25, within(1e-12));
        CorrectedQuality corrected = report.corrected();
        assertThat(corrected.source()).isEqualTo("given");
        assertThat(corrected.sensitivity().value()).isCloseTo(0.9, within(1e-12));
        assertThat(corrected.specificity().cases()).isEqualTo(140);
        QualityFigure errors = corrected.figures().getLast();
        assertThat(errors.metric()).isEqualTo("error_rate");
        assertThat(errors.value()).isCloseTo((0.25 + 0.95 - 1) / (0.9 + 0.95 - 1), within(1e-9));
        // Nothing is surer for being corrected.
        assertThat(errors.interval().upper() - errors.interval().lower()).isGreaterThan(0.26);
        assertThat(corrected.figures().getFirst().value()).isCloseTo(1 - errors.value(), within(1e-12));
    }

    /// Every output was reviewed, and still their errors are a draw.
    @Test
    void aBatchReviewedAsAWholeIsNotExactOnceReviewersErr() {
        QualityReport report = client.quality()
                .report(CORRECTED.with("reviewers_sensitivity", "540/600").with("reviewers_specificity", "1330/1400"));

        assertThat(report.total().figure("error_rate").orElseThrow().effective())
                .isNull();
        QualityFigure errors = report.corrected().figures().getLast();
        assertThat(errors.interval().upper() - errors.interval().lower()).isBetween(0.1, 0.3);
    }

    @Test
    void withoutAnythingKnownOfReviewersNothingIsCorrected() {
        CorrectedQuality corrected = client.quality().report(CORRECTED).corrected();

        assertThat(corrected.source()).isEqualTo("none");
        assertThat(corrected.figures()).hasSize(2).allSatisfy(figure -> {
            assertThat(figure.value()).isNull();
            assertThat(figure.note()).contains("nothing is known of how often reviewers err", "reviewers_sensitivity");
        });
    }

    @Test
    void reviewersWhoTossCoinsAreNotCorrectedWith() {
        CorrectedQuality corrected = client.quality()
                .report(CORRECTED.with("reviewers_sensitivity", "6/10").with("reviewers_specificity", "6/10"))
                .corrected();

        assertThat(corrected.figures()).allSatisfy(figure -> {
            assertThat(figure.value()).isNull();
            assertThat(figure.note()).contains("no better than chance");
        });
    }

    @Test
    void whatIsAskedWronglyIsRefusedByName() {
        refused(ALL.with("truth", "absolute"), "truth");
        refused(CORRECTED.with("baseline_from", "2029-12-01"), "truth");
        refused(ALL.with("reviewers_sensitivity", "54/60"), "reviewers_sensitivity");
        refused(CORRECTED.with("reviewers_sensitivity", "54/60"), "reviewers_specificity");
        for (String counts : new String[] {"61/60", "0/0", "0.9", "9/ten", "-1/5"}) {
            refused(
                    CORRECTED.with("reviewers_sensitivity", counts).with("reviewers_specificity", "9/10"),
                    "reviewers_sensitivity");
        }
    }

    private void refused(QualityQuery query, String parameter) {
        assertThatThrownBy(() -> client.quality().report(query)).isInstanceOfSatisfying(ApiException.class, e -> {
            assertThat(e.problem().code()).isEqualTo("bad-parameter");
            assertThat(e.problem().detail()).contains(parameter);
        });
    }
}
