package dev.touchstone.backend.quality.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.quality.RetrievalReport;
import dev.touchstone.api.quality.RetrievalReport.CauseShare;
import dev.touchstone.api.quality.RetrievalReport.ErrorShare;
import dev.touchstone.api.quality.RetrievalReport.SourceShare;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.UndoRequest;
import dev.touchstone.api.rubric.RetrievalCause;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Range;
import dev.touchstone.backend.quality.Observations;
import dev.touchstone.backend.quality.Period;
import dev.touchstone.backend.quality.Selection;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.util.List;
import java.util.Objects;

class RetrievalFindingsTest {
    private static final Context SOURCES = Context.ofSources(List.of(
            new Context.Source("Returns", "https://help.example/returns", "Within 30 days.", 0.8),
            new Context.Source("Old terms", null, "Within 90 days.", 0.6)));

    private static void decide(Workbench bench, String id, boolean sourced, String json) {
        NewOutput.Builder output = NewOutput.text("p", id, "an answer").query("How long?");
        ReviewId review = Objects.requireNonNull(
                bench.post((sourced ? output.context(SOURCES) : output).build()).reviewId());
        var unused = bench.decisions.decide(
                review,
                Json.read("{\"reviewer\": {\"id\": \"ann\"}, \"revision\": 0, " + json + "}", NewDecision.class),
                null);
    }

    private static String reject(String reason) {
        return "\"action\": \"reject\", \"reason\": " + reason;
    }

    private static RetrievalReport report(Workbench bench) {
        Period period = Period.lastDays(1, bench.clock.instant().plusSeconds(3600));
        return new RetrievalFindings(bench.database, new Observations(bench.database), bench.clock)
                .of(Selection.all(new PipelineName("p"), period), 0.95);
    }

    /// Ten errors with sources that say why: six are retrieval's, four of them for the old terms.
    private static void tenErrors(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 1}");
        for (int i = 0; i < 4; i++) {
            decide(bench, "stale-" + i, true, reject("{\"id\": \"stale_source\", \"source\": 2, \"right_source\": 1}"));
        }
        decide(bench, "missing-0", true, reject("\"missing_source\""));
        decide(bench, "missing-1", true, reject("\"missing_source\""));
        decide(bench, "misread", true, reject("{\"id\": \"right_source_misread\", \"source\": 1}"));
        decide(
                bench,
                "edit",
                true,
                "\"action\": \"edit\", \"corrected_output\": \"30 days.\", \"reason\": \"unsupported\"");
        decide(bench, "style", true, reject("\"style\""));
        decide(bench, "rude", true, reject("\"other\""));
        decide(bench, "right", true, "\"action\": \"approve\"");
        decide(bench, "bare", false, reject("\"wrong\""));
    }

    @EveryDatabase
    void everyCauseAndSourceHasItsShareOfTheErrors(Workbench bench) {
        tenErrors(bench);

        RetrievalReport report = report(bench);

        assertThat(report.errors()).isEqualTo(new RetrievalReport.Errors(10, 10, 5));
        assertThat(Objects.requireNonNull(report.retrieval()).value()).isEqualTo(0.6);
        assertThat(report.retrieval().n()).isEqualTo(6);
        assertThat(report.retrieval().enough()).isFalse();
        assertThat(report.words()).isEqualTo("60 % (60–60 %) of errors are retrieval's");
        assertThat(report.causes())
                .extracting(CauseShare::cause, cause -> cause.share().n())
                .containsExactly(
                        tuple(RetrievalCause.UNSUPPORTED, 1L),
                        tuple(RetrievalCause.MISSING_SOURCE, 2L),
                        tuple(RetrievalCause.STALE_SOURCE, 4L),
                        tuple(RetrievalCause.WRONG_SOURCE, 0L),
                        tuple(RetrievalCause.RIGHT_SOURCE_MISREAD, 1L),
                        tuple(null, 2L));
        SourceShare first = report.sources().getFirst();
        assertThat(report.sources()).hasSize(2);
        assertThat(first.key()).isEqualTo("Old terms");
        assertThat(first.share().value()).isEqualTo(0.4);
        assertThat(first.causes()).containsExactly(new RetrievalReport.CauseCount(RetrievalCause.STALE_SOURCE, 4));
        assertThat(report.sources().getLast().key()).isEqualTo("https://help.example/returns");
    }

    @EveryDatabase
    void editsThatDoNotSayWhyAreSpokenForAndNamed(Workbench bench) {
        tenErrors(bench);
        decide(bench, "silent", true, "\"action\": \"edit\", \"corrected_output\": \"30 days.\"");

        RetrievalReport report = report(bench);

        assertThat(report.errors()).isEqualTo(new RetrievalReport.Errors(11, 10, 5));
        ErrorShare share = Objects.requireNonNull(report.retrieval());
        Range worst = Objects.requireNonNull(share.worstCase());
        assertThat(worst.lower()).isEqualTo(6 / 11.0);
        assertThat(worst.upper()).isEqualTo(7 / 11.0);
        // One edit that says why is too few to speak for edits: all that do speak for all.
        assertThat(share.value()).isCloseTo(0.6, within(1e-9));
        decide(
                bench,
                "edit-2",
                true,
                "\"action\": \"edit\", \"corrected_output\": \"30 days.\", \"reason\": \"missing_source\"");
        // Of three edits two say why, and one of those is retrieval's: they stand for one and a half each.
        assertThat(Objects.requireNonNull(report(bench).retrieval()).value()).isCloseTo(7.5 / 12, within(1e-9));
        assertThat(report.notes()).anySatisfy(note -> assertThat(note).startsWith("1 of 11 errors do not say why"));
    }

    @EveryDatabase
    void aDecisionThatWasTakenBackCountsForNothing(Workbench bench) {
        tenErrors(bench);
        ReviewId review = Objects.requireNonNull(bench.post(NewOutput.text("p", "undone", "an answer")
                        .context(SOURCES)
                        .build())
                .reviewId());
        var unused = bench.decisions.decide(
                review,
                Json.read(
                        "{\"reviewer\": {\"id\": \"ann\"}, \"revision\": 0, " + reject("\"wrong_source\"") + "}",
                        NewDecision.class),
                null);
        assertThat(report(bench).errors().found()).isEqualTo(11);

        var undone = bench.decisions.undo(
                review, Json.read("{\"reviewer\": {\"id\": \"ann\"}, \"revision\": 1}", UndoRequest.class), null);

        assertThat(report(bench).errors().found()).isEqualTo(10);
    }

    @EveryDatabase
    void withoutErrorsItSaysSoAndGivesNoFigure(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 1}");
        decide(bench, "right", true, "\"action\": \"approve\"");

        RetrievalReport report = report(bench);

        assertThat(report.retrieval()).isNull();
        assertThat(report.causes()).isEmpty();
        assertThat(report.words()).isEqualTo("nothing can be said yet: no error of an output with sources says why");
    }
}
