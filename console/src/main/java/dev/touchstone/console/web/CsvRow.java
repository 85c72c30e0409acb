package dev.touchstone.console.web;

import java.util.List;
import java.util.stream.Collectors;

/// A line of a table for a spreadsheet. What a spreadsheet would take for a formula gets an apostrophe in front.
public final class CsvRow {
    private static final String STARTS_FORMULA = "=+-@\t\r";

    private CsvRow() {}

    public static String of(List<String> cells) {
        return cells.stream().map(CsvRow::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        String first = text.stripLeading();
        boolean formula = !first.isEmpty() && STARTS_FORMULA.indexOf(first.charAt(0)) >= 0
                || !text.isEmpty() && STARTS_FORMULA.indexOf(text.charAt(0)) >= 0;
        return "\"" + (formula ? "'" : "") + text.replace("\"", "\"\"") + "\"";
    }
}
