package dev.touchstone.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.client.QualityQuery;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.wire.Json;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The page of a pipeline's quality says what the API says.
class QualityPageTest {
    private static final int OUTPUTS = 90;

    private static ConsoleStage stage;
    private static Browserless ann;

    @BeforeAll
    static void start() throws Exception {
        stage = new ConsoleStage();
        stage.judged("audited", OUTPUTS);
        stage.put("empty", Json.read("{\"reviewers\": {\"owners\": [\"slack:U1\"]}}", Policy.class));
        ann = new Browserless();
        var unused = ann.signIn(stage.link(ConsoleStage.ANN));
    }

    @AfterAll
    static void stop() {
        ann.close();
        stage.close();
    }

    @Test
    void theAnswerHasItsIntervalAndWhatItRestsOn() throws Exception {
        QualityFigure figure = stage.api
                .quality()
                .report(QualityQuery.of(new PipelineName("audited")))
                .total()
                .figure("approval_rate")
                .orElseThrow();
        String page = page("/quality?pipeline=audited");

        assertThat(figure.value()).isEqualTo(0.8);
        assertThat(page)
                .contains("About 80 % of the outputs are right", "From 90 of 90 outputs, which people judged")
                .contains("There is nothing to compare with");
    }

    @Test
    void theCourseIsDrawnAndStandsInATable() throws Exception {
        String page = page("/quality?pipeline=audited");

        assertThat(page).containsPattern("<polyline class=\"line\" points=\"[0-9., ]+\">");
        assertThat(page).containsPattern("<polygon class=\"band\" points=\"[0-9., ]+\">");
        assertThat(page.split("<circle class=\"dot\"", -1)).hasSizeGreaterThanOrEqualTo(4);
        assertThat(page).contains("aria-label=\"Share of right outputs by week", "30 of 30");
    }

    @Test
    void groupsAreToldApartByWhatOneAsks() throws Exception {
        assertThat(page("/quality?pipeline=audited&by=model"))
                .contains("<bdi>model-a</bdi>", "&lt;b&gt;model&lt;/b&gt;", "45 of 45");
        assertThat(page("/quality?pipeline=audited&by=%3Cscript%3E")).contains("About 80 %");
    }

    @Test
    void aPipelineThatNobodyLookedAtHasNoFigure() throws Exception {
        assertThat(page("/quality?pipeline=empty"))
                .contains("No honest figure yet", "No week has an honest figure yet")
                .doesNotContain("About");
        assertThat(ann.get(stage.url("/quality?pipeline=others")).statusCode()).isEqualTo(404);
    }

    @Test
    void aDigestLeadsToItsPage() throws Exception {
        var lastWeek = LocalDate.now(ZoneOffset.UTC).minusWeeks(1);
        String week = "%d-W%02d"
                .formatted(lastWeek.get(IsoFields.WEEK_BASED_YEAR), lastWeek.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
        String id =
                stage.api.digests().digest(new PipelineName("audited"), week).id();

        String page = page("/digests/" + id);

        assertThat(page).contains("The week " + week + " of audited", "/console/quality?pipeline=audited", "Quality");
        assertThat(page("/digests/" + id + "/export"))
                .startsWith("\"name\",\"label\",\"text\"")
                .contains("\"quality\"");
        try (Browserless rob = new Browserless()) {
            var unused = rob.signIn(stage.link(ConsoleStage.ROB));
            assertThat(rob.get(stage.url("/digests/" + id)).statusCode()).isEqualTo(404);
        }
    }

    /// The console remembers policies for a moment; the backend does not.
    @Test
    void whoeverOwnsAPipelineNoMoreFindsNothingAtOnce() throws Exception {
        stage.put("lost", ConsoleStage.policy("slack:U1", "slack:U1"));
        stage.later(Duration.ofSeconds(3));
        assertThat(ann.get(stage.url("/plans?pipeline=lost")).statusCode()).isEqualTo(200);

        stage.put("lost", ConsoleStage.policy("slack:U9", "slack:U9"));

        assertThat(ann.get(stage.url("/plans?pipeline=lost")).statusCode()).isEqualTo(404);
    }

    private static String page(String path) throws Exception {
        return ann.get(stage.url(path)).body();
    }
}
