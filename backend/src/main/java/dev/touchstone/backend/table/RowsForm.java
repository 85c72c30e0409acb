package dev.touchstone.backend.table;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// In what form rows leave.
public enum RowsForm {
    JSONL,
    CSV;

    /// What is asked for with it, for the API's description.
    public static final String ASKED = "`jsonl` (when absent) or `csv`.";

    /// What the answer says it is.
    public String mediaType() {
        return this == CSV ? "text/csv" : "application/x-ndjson";
    }

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
