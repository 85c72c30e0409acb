package dev.touchstone.console.watch;

import dev.touchstone.api.client.QualityQuery;
import dev.touchstone.api.quality.RetrievalReport;
import dev.touchstone.console.sheet.Cell;
import dev.touchstone.console.sheet.Figures;
import dev.touchstone.console.sheet.Sheet;
import dev.touchstone.console.sheet.Sheets.Told;
import dev.touchstone.console.sheet.Sheets.Visit;
import java.util.List;
import java.util.stream.Collectors;

/// `GET /retrieval`
final class RetrievalPage {
    private RetrievalPage() {}

    static Told tell(Visit visit) {
        RetrievalReport report = visit.api().quality().retrieval(QualityQuery.of(visit.about()));
        RetrievalReport.Errors errors = report.errors();
        Sheet sheet = new Sheet()
                .headline(report.words())
                .say("From " + Figures.many(errors.found(), "error", "errors") + " in outputs that came with sources; "
                        + Figures.count(errors.said()) + " say why, and " + Figures.count(errors.marked())
                        + " name a source.");
        Sheet.Rows causes = new Sheet.Rows();
        report.causes()
                .forEach(cause -> causes.add(
                        cause.share().enough(),
                        Cell.of(
                                cause.cause() == null
                                        ? "No matter of sources"
                                        : cause.cause().label()),
                        Cell.of(cause.retrieval() ? "retrieval's" : "the model's"),
                        Cell.number(share(cause.share()))));
        sheet.heading("Why outputs were wrong")
                .table(
                        "Why outputs were wrong",
                        List.of("Cause", "Whose", "Of the errors (range, from how many)"),
                        causes,
                        "Nothing can be said yet: reviewers mark a cause when they correct or reject an output.");
        Sheet.Rows sources = new Sheet.Rows();
        report.sources()
                .forEach(source -> sources.add(
                        source.share().enough(),
                        Cell.of(source.title() == null ? source.key() : source.title()),
                        Cell.number(share(source.share())),
                        Cell.of(source.causes().stream()
                                .map(count -> count.cause().label() + " (" + Figures.count(count.n()) + ")")
                                .collect(Collectors.joining(", ")))));
        sheet.heading("Sources that reviewers named")
                .table(
                        "Sources that reviewers named",
                        List.of("Source", "Of the errors (range, from how many)", "What was wrong"),
                        sources,
                        "None yet.")
                .notes(report.notes());
        return new Told(
                "Sources of " + visit.about(),
                "How many errors better retrieval would have spared, and which sources they name.",
                sheet);
    }

    private static String share(RetrievalReport.ErrorShare share) {
        return Figures.share(share.value(), share.interval(), share.n());
    }
}
