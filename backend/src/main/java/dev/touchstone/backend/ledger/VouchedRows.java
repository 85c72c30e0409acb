package dev.touchstone.backend.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.ledger.Verification.Broken;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Holds what entries vouch for against what the tables hold now.
final class VouchedRows {
    private final Handle handle;
    private final Map<String, Witness> witnesses;
    private final Map<String, Long> expected = new HashMap<>();

    VouchedRows(Handle handle, List<Witness> witnesses) {
        this.handle = handle;
        this.witnesses = witnesses.stream().collect(Collectors.toMap(Witness::table, Function.identity()));
    }

    /// @return which row is not what the entry says; null when all are
    @Nullable Broken compare(LedgerEntry entry) {
        if (entry.action().equals(Ledger.KEYED) && entry.after() != null) {
            for (Map.Entry<String, JsonNode> count :
                    Json.read(entry.after(), JsonNode.class).properties()) {
                expected.merge(count.getKey(), count.getValue().asLong(), Long::sum);
            }
        }
        for (Vouched row : entry.vouched()) {
            Witness witness = witnesses.get(row.table());
            if (witness == null) {
                continue;
            }
            expected.merge(row.table(), 1L, Long::sum);
            Optional<String> found = witness.hash(handle, row.id());
            if (found.isEmpty() && !witness.mayGo()) {
                return new Broken(entry.seq(), "the row of " + row.table() + " that it is about is gone: " + row.id());
            }
            if (found.isPresent() && !found.get().equals(row.hash())) {
                return new Broken(
                        entry.seq(), "the row of " + row.table() + " that it is about was changed: " + row.id());
            }
        }
        return null;
    }

    /// @param seq where the chain ends
    /// @return a table with another number of rows than entries vouch for; null when there is none
    @Nullable Broken surplus(long seq) {
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
