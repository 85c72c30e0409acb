package dev.touchstone.backend.golden.admission;

import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(GoldenDueRow.class)
interface GoldenDueDao {
    @SqlUpdate("""
        INSERT INTO golden_due (due_at_ms, id, decision_id, policy_version)
        VALUES (:dueAtMs, :id, :decisionId, :policyVersion)
        """)
    void add(@BindMethods GoldenDueRow row);

    @SqlQuery("""
        SELECT due_at_ms, id, decision_id, policy_version FROM golden_due
        WHERE due_at_ms <= :until ORDER BY due_at_ms, id LIMIT :limit
        """)
    List<GoldenDueRow> due(@Bind("until") long untilMs, @Bind("limit") int limit);

    /// @return 0 when somebody else has done it
    @SqlUpdate("DELETE FROM golden_due WHERE due_at_ms = :dueAtMs AND id = :id")
    int done(@BindMethods GoldenDueRow row);

    /// What is due is little, and has no index by decision.
    @SqlUpdate("DELETE FROM golden_due WHERE decision_id IN (<decisions>)")
    int forget(@BindList("decisions") List<String> decisionIds);

    @SqlUpdate("UPDATE golden_due SET due_at_ms = :later WHERE due_at_ms = :dueAtMs AND id = :id")
    int putOff(@BindMethods GoldenDueRow row, @Bind("later") long laterMs);
}
