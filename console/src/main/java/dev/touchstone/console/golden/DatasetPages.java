package dev.touchstone.console.golden;

import dev.touchstone.api.golden.Dataset;
import dev.touchstone.api.golden.DatasetRule;
import dev.touchstone.api.golden.DatasetVersion;
import dev.touchstone.api.golden.NewVersion;
import dev.touchstone.console.sheet.Act;
import dev.touchstone.console.sheet.Cell;
import dev.touchstone.console.sheet.Figures;
import dev.touchstone.console.sheet.Sheet;
import dev.touchstone.console.sheet.Sheets;
import dev.touchstone.console.sheet.Sheets.Told;
import dev.touchstone.console.sheet.Sheets.Visit;
import dev.touchstone.console.web.Forms;
import dev.touchstone.console.web.Place;
import dev.touchstone.console.web.Words;
import java.util.List;
import java.util.stream.Collectors;

/// `GET /datasets` · `GET /datasets/{name}` · `POST /datasets/{name}/freeze`
final class DatasetPages {
    private DatasetPages() {}

    static void register(Sheets sheets) {
        sheets.page(Place.DATASETS, DatasetPages::list);
        sheets.page(Place.DATASETS, "/datasets/{name}", DatasetPages::one);
        sheets.act(Place.DATASETS, "/datasets/{name}/freeze", visit -> {
            String why = Forms.field(visit.context(), "why");
            var unused = visit.api()
                    .goldenSet()
                    .freeze(name(visit), new NewVersion(visit.visitor().person(), why));
            return address(visit, "");
        });
    }

    static String name(Visit visit) {
        return visit.context().pathParam("name");
    }

    /// @param rest of the path, after the dataset's name
    static String address(Visit visit, String rest) {
        return "/datasets/" + Sheets.encoded(name(visit)) + rest + "?pipeline=" + visit.about();
    }

    private static Told list(Visit visit) {
        Sheet.Rows rows = new Sheet.Rows();
        for (Dataset dataset : visit.api().goldenSet().datasets().items()) {
            rows.add(
                    Cell.link(
                            dataset.name(),
                            "/datasets/" + Sheets.encoded(dataset.name()) + "?pipeline=" + visit.about()),
                    Cell.of(rule(dataset.rule())),
                    Cell.number(dataset.latestVersion() == null ? "none" : dataset.latestVersion()));
        }
        Sheet sheet = new Sheet()
                .table(
                        "Datasets",
                        List.of("Dataset", "Made of", "Latest version"),
                        rows,
                        "There is no dataset. PUT /v1/datasets/NAME defines one.");
        return new Told(
                "Datasets of " + visit.about(),
                "Rules over golden items, and versions that were frozen of them and never change.",
                sheet);
    }

    static String rule(DatasetRule rule) {
        String kinds =
                rule.kinds().stream().map(kind -> Words.plain(kind.wire())).collect(Collectors.joining(", "));
        return String.join(", ", rule.pipelines()) + ": " + kinds
                + (rule.randomAuditOnly() ? "; of the random audit only" : "")
                + (rule.models().isEmpty() ? "" : "; models " + String.join(", ", rule.models()))
                + (rule.promptVersions().isEmpty() ? "" : "; prompts " + String.join(", ", rule.promptVersions()))
                + (rule.strata().isEmpty() ? "" : "; strata " + String.join(", ", rule.strata()));
    }

    private static Told one(Visit visit) {
        Dataset dataset = visit.api().goldenSet().dataset(name(visit));
        Sheet sheet = new Sheet()
                .facts(new Figures.Facts()
                        .add("Made of", rule(dataset.rule()))
                        .add("Rule changed by", dataset.changedBy())
                        .add("On", Words.moment(dataset.changedAt()))
                        .list());
        List<DatasetVersion> versions =
                visit.api().goldenSet().versions(dataset.name()).items();
        Sheet.Rows rows = new Sheet.Rows();
        for (DatasetVersion version : versions) {
            rows.add(
                    Cell.link("Version " + version.number(), address(visit, "/versions/" + version.number())),
                    Cell.number(Figures.count(version.counts().items())),
                    Cell.of(version.why()),
                    Cell.of(version.createdBy()),
                    Cell.of(Words.moment(version.createdAt())));
        }
        sheet.heading("Versions")
                .table(
                        "Versions",
                        List.of("Version", "Items", "What for", "By", "When"),
                        rows,
                        "Nothing was frozen yet.")
                .heading("Freeze what the rule names now")
                .form(Act.of("/datasets/" + Sheets.encoded(dataset.name()) + "/freeze", "Freeze a version")
                        .primary()
                        .with("pipeline", visit.about().value())
                        .field("why", "What for (optional)", "", ""));
        return new Told(dataset.name(), "A dataset and its versions.", sheet);
    }
}
