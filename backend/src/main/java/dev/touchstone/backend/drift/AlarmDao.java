package dev.touchstone.backend.drift;

import dev.touchstone.api.alarm.AlarmDetail;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.wire.Reviewer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(AlarmRow.class)
interface AlarmDao {
    String COLUMNS = """
            id, pipeline, series_key, kind, series, state, pages, since, times, headline, prompt_version, model,
            promise, found, worst, examples, opened_at_ms, told_at_ms, acknowledged_by, acknowledged_name, muted_until_ms,
            recovered_at_ms""";

    @SqlUpdate("INSERT INTO alarm (" + COLUMNS + ") " + """
            VALUES (:id, :pipeline, :subject.seriesKey, :subject.kind, :subject.series, :state, :subject.pages,
                :course.since, :course.times, :message.headline,
                :subject.promptVersion, :subject.model, :message.promise, :message.found, :message.worst,
                :message.examples, :course.openedAtMs, :course.toldAtMs, :acknowledged.acknowledgedBy,
                :acknowledged.acknowledgedName, :course.mutedUntilMs, :course.recoveredAtMs)
            """)
    void insert(@BindMethods AlarmRow row);

    @SqlQuery("SELECT " + COLUMNS + " FROM alarm WHERE id = :id")
    Optional<AlarmRow> find(@Bind("id") String id);

    @SqlQuery("SELECT " + COLUMNS + " FROM alarm WHERE id = :id <forUpdate>")
    Optional<AlarmRow> lock(@Bind("id") String id);

    @SqlQuery("SELECT " + COLUMNS + " FROM alarm WHERE pipeline = :pipeline AND state <> 'recovered' ORDER BY id")
    List<AlarmRow> unfinished(@Bind("pipeline") PipelineName pipeline);

    /// Those that began or ended in a span of time, oldest first.
    @SqlQuery("SELECT " + COLUMNS + """
             FROM alarm
            WHERE pipeline = :pipeline AND (opened_at_ms >= :from AND opened_at_ms < :to
                OR recovered_at_ms >= :from AND recovered_at_ms < :to)
            ORDER BY id
            """)
    List<AlarmRow> changed(@Bind("pipeline") PipelineName pipeline, @Bind("from") long fromMs, @Bind("to") long toMs);

    /// Newest first.
    @SqlQuery("SELECT " + COLUMNS + """
             FROM alarm
            WHERE (:pipeline IS NULL OR pipeline = :pipeline) AND (:state IS NULL OR state = :state)
                AND (:before IS NULL OR id < :before)
            ORDER BY id DESC LIMIT :limit
            """)
    List<AlarmRow> page(
            @Bind("pipeline") @Nullable PipelineName pipeline,
            @Bind("state") @Nullable String state,
            @Bind("before") @Nullable String beforeId,
            @Bind("limit") int limit);

    @SqlUpdate("UPDATE alarm SET since = :since, times = :times, told_at_ms = :told WHERE id = :id")
    void goOn(
            @Bind("id") String id, @Bind("since") String since, @Bind("times") int times, @Bind("told") long toldAtMs);

    @SqlUpdate("""
            UPDATE alarm SET state = 'acknowledged', acknowledged_by = :by, acknowledged_name = :name
            WHERE id = :id AND state IN ('open', 'muted')
            """)
    int acknowledge(@Bind("id") String id, @Bind("by") String by, @Bind("name") @Nullable String name);

    @SqlUpdate("UPDATE alarm SET state = 'muted', muted_until_ms = :until WHERE id = :id AND state <> 'recovered'")
    int mute(@Bind("id") String id, @Bind("until") long untilMs);

    @SqlUpdate("UPDATE alarm SET state = 'open' WHERE id = :id AND state = 'muted' AND muted_until_ms <= :now")
    int unmute(@Bind("id") String id, @Bind("now") long nowMs);

    @SqlUpdate("UPDATE alarm SET state = 'recovered', recovered_at_ms = :now WHERE id = :id AND state <> 'recovered'")
    int recover(@Bind("id") String id, @Bind("now") long nowMs);

    @SqlUpdate("""
            INSERT INTO alarm_event (id, alarm_id, at_ms, text, by_id, by_name)
            VALUES (:id, :alarmId, :now, :text, :by, :name)
            """)
    void tell(
            @Bind("id") String id,
            @Bind("alarmId") String alarmId,
            @Bind("now") long nowMs,
            @Bind("text") String text,
            @Bind("by") @Nullable ReviewerId by,
            @Bind("name") @Nullable String name);

    @SqlQuery("SELECT at_ms, text, by_id, by_name FROM alarm_event WHERE alarm_id = :alarmId ORDER BY id")
    @RegisterRowMapper(EventMapper.class)
    List<AlarmDetail.Event> history(@Bind("alarmId") String alarmId);

    final class EventMapper implements RowMapper<AlarmDetail.Event> {
        @Override
        public AlarmDetail.Event map(ResultSet row, StatementContext context) throws SQLException {
            String by = row.getString("by_id");
            return new AlarmDetail.Event(
                    Instant.ofEpochMilli(row.getLong("at_ms")),
                    row.getString("text"),
                    by == null ? null : new Reviewer(new ReviewerId(by), row.getString("by_name")));
        }
    }
}
