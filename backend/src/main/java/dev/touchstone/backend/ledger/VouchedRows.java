package dev.touchstone.backend.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.ledger.Verification.Broken;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Holds what entries vouch for against what the tables hold now.
final class VouchedRows {
    private final Handle handle;
    private final Map<String, Witness> witnesses;
    private final Map<String, Long> expected = new HashMap<>();
    /// Rows that are not what an entry says, in the order of the entries, until a redaction says that they changed by
    /// it.
    private final Map<Row, Broken> doubted = new LinkedHashMap<>();

    private record Row(String table, String id) {}

    VouchedRows(Handle handle, List<Witness> witnesses) {
        this.handle = handle;
        this.witnesses = witnesses.stream().collect(Collectors.toMap(Witness::table, Function.identity()));
    }

    /// @param entries that follow each other in an intact chain
    void compare(List<LedgerEntry> entries) {
        Map<String, Map<String, String>> found = hashes(entries);
        for (LedgerEntry entry : entries) {
            countEarlier(entry);
            boolean again = entry.act().action().equals(Redactor.ACTION);
            for (Vouched row : entry.vouched()) {
                Witness witness = witnesses.get(row.table());
                if (witness != null) {
                    compare(entry, row, witness, found, again);
                }
            }
        }
    }

    /// Which row is not what the entries say; null when all are.
    @Nullable
    Broken changed() {
        return doubted.values().stream().findFirst().orElse(null);
    }

    /// Asks each witness for all rows at once: one by one would be a query for each.
    private Map<String, Map<String, String>> hashes(List<LedgerEntry> entries) {
        Map<String, Set<String>> ids = new HashMap<>();
        for (LedgerEntry entry : entries) {
            entry.vouched()
                    .forEach(row -> ids.computeIfAbsent(row.table(), table -> new HashSet<>())
                            .add(row.id()));
        }
        Map<String, Map<String, String>> hashes = new HashMap<>();
        ids.forEach((table, rows) -> {
            Witness witness = witnesses.get(table);
            hashes.put(table, witness == null ? Map.of() : witness.hashes(handle, rows));
        });
        return hashes;
    }

    /// The rows that were there before anybody vouched for any.
    private void countEarlier(LedgerEntry entry) {
        if (entry.act().action().equals(Ledger.KEYED) && entry.change().after() != null) {
            Json.read(entry.change().after(), JsonNode.class)
                    .properties()
                    .forEach(count ->
                            expected.merge(count.getKey(), count.getValue().asLong(), Long::sum));
        }
    }

    /// @param again whether the entry speaks of rows that others vouched for before
    private void compare(
            LedgerEntry entry, Vouched row, Witness witness, Map<String, Map<String, String>> found, boolean again) {
        if (!again) {
            expected.merge(row.table(), 1L, Long::sum);
        }
        String hash = found.getOrDefault(row.table(), Map.of()).get(row.id());
        Row which = new Row(row.table(), row.id());
        if (Objects.equals(hash, row.hash()) || hash == null && witness.mayGo()) {
            if (again) {
                Broken unused = doubted.remove(which);
            }
        } else {
            Broken unused = doubted.putIfAbsent(
                    which,
                    new Broken(
                            entry.seq(),
                            "the row of " + row.table() + " that it is about "
                                    + (hash == null ? "is gone: " : "was changed: ") + row.id()));
        }
    }

    /// @param seq where the chain ends
    /// @return a table with another number of rows than entries vouch for; null when there is none
    @Nullable
    Broken surplus(long seq) {
        for (Witness witness : witnesses.values()) {
            OptionalLong rows = witness.rows(handle);
            long known = expected.getOrDefault(witness.table(), 0L);
            if (rows.isPresent() && rows.getAsLong() != known) {
                return new Broken(
                        seq,
                        "there are " + rows.getAsLong() + " rows of " + witness.table() + ", and the entries know of "
                                + known);
            }
        }
        return null;
    }
}
