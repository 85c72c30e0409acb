package dev.touchstone.console.watch;

import dev.touchstone.api.client.QualityQuery;
import dev.touchstone.api.quality.FeedbackReport;
import dev.touchstone.console.sheet.Cell;
import dev.touchstone.console.sheet.Figures;
import dev.touchstone.console.sheet.Sheet;
import dev.touchstone.console.sheet.Sheets.Told;
import dev.touchstone.console.sheet.Sheets.Visit;
import dev.touchstone.console.web.Words;
import java.util.List;

/// `GET /feedback`
final class FeedbackPage {
    private FeedbackPage() {}

    static Told tell(Visit visit) {
        FeedbackReport report = visit.api().quality().feedback(QualityQuery.of(visit.about()));
        Sheet sheet = new Sheet()
                .headline("Users said something of " + Figures.count(report.answered()) + " of "
                        + Figures.many(report.outputs(), "output", "outputs"))
                .say("Of all audited outputs, "
                        + (report.base() == null
                                ? "none is decided yet."
                                : Figures.share(
                                                report.base().value(),
                                                report.base().interval(),
                                                report.base().n())
                                        + " were wrong."));
        Sheet.Rows classes = new Sheet.Rows();
        report.classes()
                .forEach(one -> classes.add(
                        one.worth().says(),
                        Cell.of(Words.plain(one.feedbackClass().wire())),
                        Cell.number(Figures.count(one.outputs())),
                        Cell.number(wrong(one.worth())),
                        Cell.of(one.worth().words())));
        sheet.heading("What a reaction is worth")
                .table(
                        "What a reaction is worth",
                        List.of("Reaction", "Outputs", "Wrong in audits (range, from how many)", "In words"),
                        classes,
                        "There were no outputs.");
        Sheet.Rows kinds = new Sheet.Rows();
        report.kinds()
                .forEach(kind -> kinds.add(
                        kind.worth().says(),
                        Cell.of(Words.plain(kind.kind().wire())),
                        Cell.of(Words.plain(kind.means().wire())),
                        Cell.number(wrong(kind.worth())),
                        Cell.of(kind.worth().words())));
        sheet.heading("What users did")
                .table(
                        "What users did",
                        List.of("What", "Counts as", "Wrong in audits (range, from how many)", "In words"),
                        kinds,
                        "Nothing yet.")
                .notes(report.notes());
        return new Told(
                "What users of " + visit.about() + " did",
                "How often outputs were wrong to which users reacted, as audits of the last weeks tell. No mean of"
                        + " ratings: that says who answers, not how good outputs are.",
                sheet);
    }

    private static String wrong(FeedbackReport.Worth worth) {
        return worth.error() == null
                ? "–"
                : Figures.share(
                        worth.error().value(),
                        worth.error().interval(),
                        worth.error().n());
    }
}
