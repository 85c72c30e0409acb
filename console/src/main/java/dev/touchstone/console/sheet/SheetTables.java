package dev.touchstone.console.sheet;

import dev.touchstone.console.web.CsvRow;
import dev.touchstone.console.web.Pages;
import io.javalin.http.Context;
import java.util.List;

/// The tables of a page as one file for a spreadsheet: each below its name.
final class SheetTables {
    private SheetTables() {}

    /// Where the file is; empty for a page without tables, and for one that answers a form.
    static String address(Context context, Sheet sheet) {
        if (tables(sheet).isEmpty() || !"GET".equals(context.method().name())) {
            return "";
        }
        String query = context.queryString();
        return context.path() + "?" + (query == null || query.isEmpty() ? "" : query + "&") + "as=csv";
    }

    static void send(Context context, Sheets.Told told) {
        StringBuilder file = new StringBuilder();
        for (Sheet.Part.Table table : tables(told.sheet())) {
            file.append(file.isEmpty() ? "" : "\r\n").append(CsvRow.of(List.of(table.caption())));
            file.append(CsvRow.of(table.heads()));
            table.rows()
                    .forEach(row -> file.append(
                            CsvRow.of(row.cells().stream().map(Cell::text).toList())));
        }
        String name = context.path().substring(Pages.BASE.length() + 1).replaceAll("[^A-Za-z0-9.-]+", "-");
        context.header("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
        context.contentType("text/csv; charset=utf-8").result(file.toString());
    }

    private static List<Sheet.Part.Table> tables(Sheet sheet) {
        return sheet.parts().stream()
                .filter(Sheet.Part.Table.class::isInstance)
                .map(Sheet.Part.Table.class::cast)
                .toList();
    }
}
