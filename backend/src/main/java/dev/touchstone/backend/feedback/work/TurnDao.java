package dev.touchstone.backend.feedback.work;

import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// The row that whoever counts holds.
interface TurnDao {
    /// Empty while another process has it.
    @SqlQuery("SELECT id FROM feedback_turn WHERE id = 1 <skipLocked>")
    Optional<Integer> take();
}
