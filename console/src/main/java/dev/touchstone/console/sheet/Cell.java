package dev.touchstone.console.sheet;

import org.jspecify.annotations.Nullable;

/// One cell of a table.
///
/// @param text as it is shown
/// @param href a page of ours; null for none
/// @param number whether it stands to the right, under other numbers
public record Cell(String text, @Nullable String href, boolean number) {
    public static Cell of(@Nullable Object text) {
        return new Cell(text == null ? "–" : text.toString(), null, false);
    }

    public static Cell number(@Nullable Object text) {
        return new Cell(text == null ? "–" : text.toString(), null, true);
    }

    /// @param path below the console
    public static Cell link(String text, String path) {
        return new Cell(text, "/console" + path, false);
    }
}
