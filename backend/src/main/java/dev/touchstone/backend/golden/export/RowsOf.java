package dev.touchstone.backend.golden.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// What one item becomes in a format.
sealed interface RowsOf {
    /// Rows, one or two.
    record Item(List<JsonNode> rows) implements RowsOf {
        public Item {
            rows = List.copyOf(rows);
        }
    }

    /// The format cannot say it.
    ///
    /// @param why a short name that reports count
    record Unsaid(String why) implements RowsOf {}

    static RowsOf one(JsonNode row) {
        return new Item(List.of(row));
    }
}
