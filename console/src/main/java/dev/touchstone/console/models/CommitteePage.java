package dev.touchstone.console.models;

import dev.touchstone.api.client.QualityClient;
import dev.touchstone.api.client.QualityQuery;
import dev.touchstone.api.quality.CommitteeReport;
import dev.touchstone.api.quality.JudgeReport;
import dev.touchstone.console.sheet.Cell;
import dev.touchstone.console.sheet.Figures;
import dev.touchstone.console.sheet.Sheet;
import dev.touchstone.console.sheet.Sheets.Told;
import dev.touchstone.console.sheet.Sheets.Visit;
import dev.touchstone.console.web.Words;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `GET /committee`
final class CommitteePage {
    private CommitteePage() {}

    static Told tell(Visit visit) {
        QualityClient quality = visit.api().quality();
        CommitteeReport report = quality.committee(QualityQuery.of(visit.about()));
        JudgeReport.Share disagreed = report.disagreed().disagreement();
        JudgeReport.Share wrong = report.found().foundWrong();
        Sheet sheet = new Sheet()
                .headline(
                        disagreed == null
                                ? "No committee has looked at outputs yet"
                                : "Other models disagree with " + Words.percent(disagreed.value()) + " of the outputs")
                .say(
                        disagreed == null
                                ? null
                                : share(disagreed) + ". "
                                        + bounds(report.disagreed().disagreementBounds()))
                .say(
                        wrong == null
                                ? null
                                : "Where they disagreed, people found " + share(wrong) + " wrong. "
                                        + bounds(report.found().foundWrongBounds()));
        Sheet.Rows rows = new Sheet.Rows();
        report.models()
                .forEach(model -> rows.add(
                        Cell.of(model.name()),
                        Cell.number(Figures.count(model.answered())),
                        Cell.number(Figures.count(model.failed())),
                        Cell.number(model.disagreement() == null ? "–" : share(model.disagreement()))));
        sheet.heading("Each model")
                .table(
                        "Each model",
                        List.of(
                                "Model",
                                "Answered",
                                "Gave no answer",
                                "Differ from the pipeline (range, from how many)"),
                        rows,
                        "The policy asks no committee, or it has not answered yet.")
                .say(String.format(
                        Locale.ENGLISH,
                        "All calls cost %,.2f. %s wait for answers; %s got no comparable one.",
                        report.cost(),
                        Figures.many(report.open().waiting(), "output", "outputs"),
                        Figures.count(report.open().undecided())))
                .notes(report.notes());
        return new Told(
                "The committee of " + visit.about(),
                "Other models that answer the same questions. That they disagree is no figure of quality: models can be"
                        + " wrong together.",
                sheet);
    }

    private static String share(JudgeReport.Share share) {
        return Figures.share(share.value(), share.interval(), share.n());
    }

    private static String bounds(CommitteeReport.@Nullable Bounds bounds) {
        return bounds == null
                ? ""
                : "With the " + Figures.count(bounds.silent()) + " that nobody has settled it would be "
                        + Words.percent(bounds.least()) + " to " + Words.percent(bounds.most()) + ".";
    }
}
