/// Rows as text files that other programs open: CSV that no spreadsheet takes for a formula, and JSON lines that every
/// reader takes for one line each. Entry classes [CsvRows] and [JsonRows]. It must not know what rows are about.
@NullMarked
package dev.touchstone.backend.table;

import org.jspecify.annotations.NullMarked;
