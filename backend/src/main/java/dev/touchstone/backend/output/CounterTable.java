package dev.touchstone.backend.output;

import dev.touchstone.backend.store.RowBatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// A table of counters, kept up within the transaction that stores the outputs: one statement per distinct cell, in one
/// order everywhere, so that two nodes cannot deadlock. Plain JDBC, because every output passes through it.
///
/// @param upsert adds to the counter of a cell; its last parameter is how many
/// @param order of cells, total
/// @param cellOf the cell that an output counts in
/// @param binder sets the cell's columns
record CounterTable<C>(String upsert, Comparator<C> order, Function<OutputRow, C> cellOf, Binder<C> binder) {

    /// Sets the columns of a cell, from parameter 1 on, and says which parameter is the next.
    interface Binder<C> {
        int bind(PreparedStatement statement, C cell) throws SQLException;
    }

    /// @param stored which of the rows are new; the others were counted before
    void add(Connection connection, List<OutputRow> rows, boolean[] stored) {
        Map<C, Integer> counts = new TreeMap<>(order);
        for (int i = 0; i < rows.size(); i++) {
            if (stored[i]) {
                counts.merge(cellOf.apply(rows.get(i)), 1, Integer::sum);
            }
        }
        if (counts.isEmpty()) {
            return;
        }
        boolean[] unused = RowBatch.run(
                connection,
                upsert,
                List.copyOf(counts.entrySet()),
                (statement, count) -> statement.setLong(binder.bind(statement, count.getKey()), count.getValue()));
    }
}
