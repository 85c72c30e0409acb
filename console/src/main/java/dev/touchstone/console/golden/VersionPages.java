package dev.touchstone.console.golden;

import dev.touchstone.api.client.GoldenClient;
import dev.touchstone.api.golden.DatasetVersion;
import dev.touchstone.api.golden.ExportFormat;
import dev.touchstone.api.golden.GoldenSplit;
import dev.touchstone.api.golden.VersionComparison;
import dev.touchstone.api.golden.VersionCounts;
import dev.touchstone.console.sheet.Cell;
import dev.touchstone.console.sheet.Figures;
import dev.touchstone.console.sheet.Sheet;
import dev.touchstone.console.sheet.Sheets;
import dev.touchstone.console.sheet.Sheets.Told;
import dev.touchstone.console.sheet.Sheets.Visit;
import dev.touchstone.console.web.Door;
import dev.touchstone.console.web.Forms;
import dev.touchstone.console.web.Place;
import dev.touchstone.console.web.Words;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `GET /datasets/{name}/versions/{number}` · `GET …/export?format=…&split=…` · `GET …/compare?with=…`
final class VersionPages {
    private VersionPages() {}

    static void register(Sheets sheets) {
        sheets.page(Place.DATASETS, "/datasets/{name}/versions/{number}", VersionPages::one);
        sheets.page(Place.DATASETS, "/datasets/{name}/versions/{number}/compare", VersionPages::compare);
        sheets.file(Place.DATASETS, "/datasets/{name}/versions/{number}/export", VersionPages::export);
    }

    private static int number(Visit visit) {
        int number = Forms.number(visit.context().pathParam("number"), 0);
        if (number < 1) {
            throw new Door.NothingThereException();
        }
        return number;
    }

    private static Told one(Visit visit) {
        int number = number(visit);
        DatasetVersion version = visit.api().goldenSet().version(DatasetPages.name(visit), number);
        VersionCounts counts = version.counts();
        Sheet sheet = new Sheet()
                .headline(Figures.many(counts.items(), "item", "items"))
                .facts(new Figures.Facts()
                        .add("What for", version.why())
                        .add("Made of", DatasetPages.rule(version.rule()))
                        .add("By", version.createdBy())
                        .add("When", Words.moment(version.createdAt()))
                        .add("Holds again", version.restores() == null ? null : "version " + version.restores())
                        .add("Hash over all items", version.root())
                        .list())
                .say(
                        version.erased() == 0
                                ? null
                                : Figures.many(version.erased(), "item has", "items have")
                                        + " lost their texts since.");
        splits(sheet, visit, version);
        leftOut(sheet, counts.leftOut());
        if (number > 1) {
            sheet.heading("Beside the version before")
                    .link(
                            DatasetPages.address(visit, "/versions/" + number + "/compare") + "&with=" + (number - 1),
                            "What changed since version " + (number - 1));
        }
        return new Told(
                DatasetPages.name(visit) + ", version " + number, "What a dataset was at one moment, for ever.", sheet);
    }

    /// The test side never leaves in a file that a model is trained with.
    private static void splits(Sheet sheet, Visit visit, DatasetVersion version) {
        Sheet.Rows rows = new Sheet.Rows();
        version.counts()
                .splits()
                .forEach((split, side) -> rows.add(
                        Cell.of(split.wire()),
                        Cell.number(Figures.count(side.items())),
                        Cell.number(Figures.count(side.groups())),
                        Cell.number(Figures.count(side.largestGroup()))));
        sheet.heading("Sides")
                .table("Sides", List.of("Side", "Items", "Groups", "Items of the largest group"), rows, "It is empty.");
        Sheet.Rows files = new Sheet.Rows();
        for (ExportFormat format : ExportFormat.values()) {
            Cell[] cells = Stream.concat(
                            Stream.of(Cell.of(Words.plain(format.wire()))),
                            Stream.of(GoldenSplit.values()).map(split -> file(visit, version, format, split)))
                    .toArray(Cell[]::new);
            files.add(cells);
        }
        sheet.heading("Files").table("Files", List.of("Format", "train", "dev", "test"), files, "");
    }

    private static Cell file(Visit visit, DatasetVersion version, ExportFormat format, GoldenSplit split) {
        if (format.training() && split == GoldenSplit.TEST) {
            return Cell.of("never leaves");
        }
        VersionCounts.Side side = version.counts().splits().get(split);
        return side == null || side.items() == 0
                ? Cell.of("empty")
                : Cell.link(
                        "Download",
                        DatasetPages.address(visit, "/versions/" + version.number() + "/export") + "&format="
                                + format.wire() + "&split=" + split.wire());
    }

    private static void leftOut(Sheet sheet, VersionCounts.LeftOut out) {
        sheet.heading("Left out")
                .say(Figures.count(out.conflicts()) + " whose question people answered differently, "
                        + Figures.count(out.held()) + " that join groups on different sides, "
                        + Figures.count(out.duplicates()) + " that say what another one says, "
                        + Figures.count(out.contradicted()) + " that one person rejected and another approved, "
                        + Figures.count(out.erased()) + " whose texts are gone.");
    }

    private static Told compare(Visit visit) {
        int number = number(visit);
        int with = Forms.number(visit.asked("with"), number - 1);
        VersionComparison found = visit.api().goldenSet().compare(DatasetPages.name(visit), with, number);
        Sheet sheet = new Sheet()
                .headline(Figures.count(found.added()) + " added, " + Figures.count(found.removed()) + " removed, "
                        + Figures.count(found.changed()) + " changed")
                .say(Figures.many(found.same(), "item is", "items are") + " the same in both.");
        items(sheet, visit, "Added", found.addedItems());
        items(sheet, visit, "Removed", found.removedItems());
        items(
                sheet,
                visit,
                "With another answer",
                found.changedItems().stream()
                        .map(VersionComparison.Change::after)
                        .toList());
        return new Told(
                DatasetPages.name(visit) + ": versions " + with + " and " + number,
                "What one version has that the other has not; at most 200 of each.",
                sheet);
    }

    private static void items(Sheet sheet, Visit visit, String title, List<String> ids) {
        if (!ids.isEmpty()) {
            Sheet.Rows rows = new Sheet.Rows();
            ids.forEach(id -> rows.add(Cell.link(id, "/golden/items/" + id + "?pipeline=" + visit.about())));
            sheet.heading(title).table(title, List.of("Item"), rows, "");
        }
    }

    private static String export(Visit visit) throws IOException {
        ExportFormat format = one(ExportFormat.values(), ExportFormat::wire, visit.asked("format"));
        GoldenSplit split = one(GoldenSplit.values(), GoldenSplit::wire, visit.asked("split"));
        int number = number(visit);
        GoldenClient golden = visit.api().goldenSet();
        String name = DatasetPages.name(visit);
        // The first part is asked for before anything is sent: what cannot be exported is still a page.
        GoldenClient.ExportPart part = golden.exportPart(name, number, format, split, null);
        Context context = visit.context();
        String type = format == ExportFormat.CSV ? "csv" : "jsonl";
        context.header(
                "Content-Disposition",
                "attachment; filename=\"" + name.replaceAll("[^A-Za-z0-9._-]", "_") + "-v" + number + "-" + split.wire()
                        + "-" + format.wire() + "." + type + "\"");
        context.contentType(format == ExportFormat.CSV ? "text/csv; charset=utf-8" : "application/x-ndjson");
        OutputStream out = context.outputStream();
        out.write(part.bytes());
        for (Integer next = part.next(); next != null; next = part.next()) {
            part = golden.exportPart(name, number, format, split, next);
            out.write(part.bytes());
        }
        return "";
    }

    /// @throws Door.NothingThereException for what is none of them
    private static <E> E one(E[] all, Function<E, String> wire, @Nullable String asked) {
        return Stream.of(all)
                .filter(value -> wire.apply(value).equals(asked == null ? "" : asked.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(Door.NothingThereException::new);
    }
}
