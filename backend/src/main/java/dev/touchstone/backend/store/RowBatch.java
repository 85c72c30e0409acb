package dev.touchstone.backend.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// Runs one statement for a group of rows, through plain JDBC: binding by name costs more than storing, where every
/// output passes.
public final class RowBatch {
    private RowBatch() {}

    /// Sets the parameters of a row.
    public interface Binder<R> {
        void bind(PreparedStatement statement, R row) throws SQLException;
    }

    /// @return for each row, in order, whether it changed one; false where a conflict was passed over
    public static <R> boolean[] run(Connection connection, String sql, List<R> rows, Binder<R> binder) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (R row : rows) {
                binder.bind(statement, row);
                statement.addBatch();
            }
            int[] counts = statement.executeBatch();
            boolean[] changed = new boolean[counts.length];
            for (int i = 0; i < counts.length; i++) {
                changed[i] = counts[i] == 1;
            }
            return changed;
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }
}
