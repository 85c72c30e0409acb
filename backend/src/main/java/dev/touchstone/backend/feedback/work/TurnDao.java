package dev.touchstone.backend.feedback.work;

import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The row that whoever counts holds.
interface TurnDao {
    /// Empty while another process has it.
    @SqlQuery("SELECT id FROM feedback_turn WHERE id = 1 <skipLocked>")
    Optional<Integer> free();

    @SqlUpdate("UPDATE feedback_turn SET taken_at_ms = :now WHERE id = 1")
    void take(@Bind("now") long nowMs);
}
