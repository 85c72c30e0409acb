package dev.touchstone.backend.output;

import dev.touchstone.backend.store.RowBatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/// Notes of which subjects outputs are. Nothing for pipelines that name none.
public final class SubjectInsert {
    private static final String SQL = """
            INSERT INTO output_subject (subject_key, output_id) VALUES (?, ?) ON CONFLICT (subject_key, output_id) DO NOTHING
            """;

    private SubjectInsert() {}

    /// @param subjectKey a pseudonym of the key and the value
    public record Subject(long subjectKey, String outputId) {}

    public static void insert(Connection connection, List<Subject> subjects) {
        if (!subjects.isEmpty()) {
            boolean[] unused = RowBatch.run(connection, SQL, subjects, SubjectInsert::bind);
        }
    }

    private static void bind(PreparedStatement statement, Subject subject) throws SQLException {
        statement.setLong(1, subject.subjectKey());
        statement.setString(2, subject.outputId());
    }
}
