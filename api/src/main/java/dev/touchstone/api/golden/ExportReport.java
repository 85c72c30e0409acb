package dev.touchstone.api.golden;

import java.util.Map;

/// What an export holds, and what the format cannot say.
///
/// @param format the format
/// @param split the side
/// @param items items of that side
/// @param rows rows that leave; one item may make two
/// @param leftOut items that the format cannot say, by reason
public record ExportReport(ExportFormat format, GoldenSplit split, int items, int rows, Map<String, Integer> leftOut) {
    public ExportReport {
        leftOut = Map.copyOf(leftOut);
    }
}
