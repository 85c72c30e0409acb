package dev.touchstone.backend.drift.action.act;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(RunRow.class)
public interface ActionRunDao {
    /// Zero when the action has a run for this alarm already.
    @SqlUpdate("""
            INSERT INTO alarm_action_run (id, alarm_id, pipeline, action, type, definition, state, test, started_at_ms,
                started_by, started_name)
            VALUES (:id, :alarmId, :pipeline, :ordered.action, :ordered.type, :ordered.definition, :state, :test,
                :started.startedAtMs, :started.startedBy,
                :started.startedName)
            ON CONFLICT (alarm_id, action) DO NOTHING
            """)
    int insert(@BindMethods RunRow row);

    @SqlQuery("""
            SELECT id, alarm_id, pipeline, action, type, definition, state, test, started_at_ms, started_by,
                started_name, over_at_ms, outcome, memo
            FROM alarm_action_run WHERE id = :id
            """)
    Optional<RunRow> find(@Bind("id") String id);

    @SqlQuery("""
            SELECT id, alarm_id, pipeline, action, type, definition, state, test, started_at_ms, started_by,
                started_name, over_at_ms, outcome, memo
            FROM alarm_action_run WHERE alarm_id = :alarmId AND action = :action
            """)
    Optional<RunRow> find(@Bind("alarmId") String alarmId, @Bind("action") String action);

    @SqlQuery("""
            SELECT id, alarm_id, pipeline, action, type, definition, state, test, started_at_ms, started_by,
                started_name, over_at_ms, outcome, memo
            FROM alarm_action_run WHERE alarm_id = :alarmId ORDER BY id
            """)
    List<RunRow> ofAlarm(@Bind("alarmId") String alarmId);

    /// What is in force of one type, and one's own run, locked in the order of their ids until the caller's
    /// transaction ends. A lock on rows that are there keeps nobody from adding one: hold the policy first.
    @SqlQuery("""
            SELECT id, alarm_id, pipeline, action, type, definition, state, test, started_at_ms, started_by,
                started_name, over_at_ms, outcome, memo
            FROM alarm_action_run
            WHERE id = :own OR (pipeline = :pipeline AND type = :type AND memo IS NOT NULL)
            ORDER BY id <forUpdate>
            """)
    List<RunRow> held(
            @Bind("pipeline") PipelineName pipeline, @Bind("type") String type, @Bind("own") @Nullable String own);

    /// Pipelines where something of this type is in force.
    @SqlQuery("SELECT DISTINCT pipeline FROM alarm_action_run WHERE type = :type AND memo IS NOT NULL")
    List<String> pipelinesHeld(@Bind("type") String type);

    /// Lets a run that failed, or only said what it would do, begin again. What it said last stays: an attempt
    /// before may have arrived.
    @SqlUpdate("""
            UPDATE alarm_action_run SET state = 'waiting', definition = :definition, started_by = :by,
                started_name = :name
            WHERE id = :id AND state IN ('failed', 'dry_run') AND over_at_ms IS NULL
            """)
    int restart(
            @Bind("id") String id,
            @Bind("definition") String definition,
            @Bind("by") @Nullable ReviewerId by,
            @Bind("name") @Nullable String name);

    @SqlUpdate("UPDATE alarm_action_run SET state = :state, outcome = :outcome, memo = :memo WHERE id = :id")
    int settle(
            @Bind("id") String id,
            @Bind("state") String state,
            @Bind("outcome") @Nullable String outcome,
            @Bind("memo") @Nullable String memo);

    @SqlUpdate("UPDATE alarm_action_run SET over_at_ms = :now WHERE id = :id AND over_at_ms IS NULL")
    int over(@Bind("id") String id, @Bind("now") long nowMs);
}
