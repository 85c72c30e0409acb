package dev.touchstone.backend.store.backup;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a backup holds.
///
/// @param format 1
/// @param database `sqlite` or `postgresql`
/// @param schemaVersion of the newest migration that had run
/// @param createdAtMs epoch milliseconds
/// @param rows rows of each table
/// @param parts the files beside it, in the order in which they are read back
record Manifest(
        int format, String database, String schemaVersion, long createdAtMs, Map<String, Long> rows, List<Part> parts) {
    static final int FORMAT = 1;
    static final String NAME = "manifest.json";

    Manifest {
        rows = new TreeMap<>(rows);
        parts = List.copyOf(parts);
    }

    /// A file of the backup.
    ///
    /// @param name within the backup
    /// @param table what it holds; empty for a whole database
    /// @param columns of the table, in their order; empty for a whole database
    /// @param bytes before compression
    /// @param sha256 of those bytes, in hex
    record Part(String name, String table, List<String> columns, long bytes, String sha256) {
        Part {
            columns = List.copyOf(columns);
        }
    }

    long bytes() {
        return parts.stream().mapToLong(Part::bytes).sum();
    }
}
