package dev.touchstone.backend.report;

import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface ReminderDao {
    @SqlQuery("SELECT COUNT(*) FROM reminder_sent WHERE kind = :kind AND recipient = :recipient AND day = :day")
    int sent(@Bind("kind") String kind, @Bind("recipient") String recipient, @Bind("day") String day);

    /// The primary key lets one node of several through.
    ///
    /// @return 0 when it was sent on that day before
    @SqlUpdate("""
            INSERT INTO reminder_sent (kind, recipient, day, sent_at_ms) VALUES (:kind, :recipient, :day, :now)
            ON CONFLICT (kind, recipient, day) DO NOTHING
            """)
    int record(
            @Bind("kind") String kind,
            @Bind("recipient") String recipient,
            @Bind("day") String day,
            @Bind("now") long nowMs);

    @SqlUpdate("DELETE FROM reminder_sent WHERE day < :day")
    int forgetBefore(@Bind("day") String day);
}
