package dev.touchstone.console.watch;

import dev.touchstone.api.client.QualityQuery;
import dev.touchstone.api.quality.AgreementReport;
import dev.touchstone.console.sheet.Cell;
import dev.touchstone.console.sheet.Figures;
import dev.touchstone.console.sheet.Sheet;
import dev.touchstone.console.sheet.Sheets.Told;
import dev.touchstone.console.sheet.Sheets.Visit;
import java.util.List;
import java.util.Locale;

/// `GET /reviewers`. It names nobody: agreement is a property of the rubric and the outputs as much as of people.
final class ReviewersPage {
    private ReviewersPage() {}

    static Told tell(Visit visit) {
        AgreementReport report = visit.api().quality().agreement(QualityQuery.of(visit.about()));
        AgreementReport.Alpha nominal = report.nominal();
        Sheet sheet = new Sheet()
                .headline(
                        nominal.value() == null
                                ? "It cannot be said yet how far reviewers agree"
                                : "Reviewers' agreement is " + nominal.standing())
                .say(Figures.many(report.units(), "output was", "outputs were") + " judged by two or more of "
                        + Figures.many(report.reviewers(), "reviewer", "reviewers")
                        + ", blind to each other. α is 1 where they always agree and 0 where they agree as chance does;"
                        + " from 0.8 it is reliable, below 0.667 weak.")
                .warn(report.warning());
        Sheet.Rows rows = new Sheet.Rows();
        add(rows, "Approve, correct or reject", nominal);
        add(rows, "The same, in order", report.ordinal());
        report.attributes().forEach((name, alpha) -> add(rows, name, alpha));
        sheet.table("Agreement", List.of("About", "α", "Most likely between", "That is"), rows, "")
                .notes(report.notes());
        return new Told(
                "Reviewers of " + visit.about(),
                "How far people agree about the same outputs. It names nobody.",
                sheet);
    }

    private static void add(Sheet.Rows rows, String name, AgreementReport.Alpha alpha) {
        rows.add(
                alpha.enough(),
                Cell.of(name),
                Cell.number(alpha.value() == null ? "–" : decimal(alpha.value())),
                Cell.number(
                        alpha.interval() == null
                                ? "–"
                                : decimal(alpha.interval().lower()) + " and "
                                        + decimal(alpha.interval().upper())),
                Cell.of(alpha.standing() + (alpha.note() == null ? "" : ": " + alpha.note())));
    }

    private static String decimal(double value) {
        return String.format(Locale.ENGLISH, "%.2f", value);
    }
}
