package dev.touchstone.backend.quality.feedback;

import dev.touchstone.api.id.PipelineName;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/// Reads audits, signals and counters, never outputs.
interface WorthDao {
    /// An output that the random audit drew.
    ///
    /// @param meaning the class of its signal; null for silence
    /// @param kinds what each kind came to, `kind=class`, comma-separated; null likewise
    /// @param action of the decision in force; null while there is none
    record Row(
            double rate,
            @Nullable String meaning,
            @Nullable String kinds,
            @Nullable String action) {}

    record Count(String meaning, boolean explicit, long outputs) {}

    @SqlQuery("""
            SELECT COALESCE(a.audit_rate, a.pi, r.audit_rate) AS rate, s.meaning, s.kinds, d.action
            FROM review r LEFT JOIN decision d ON d.id = r.decision_id
                LEFT JOIN audit_draw a ON a.output_id = r.output_id
                LEFT JOIN feedback_signal s ON s.output_id = r.output_id
            WHERE r.pipeline = :pipeline AND r.hour >= :fromHour AND r.hour < :toHour
                AND r.u < COALESCE(a.audit_rate, a.pi, r.audit_rate) AND r.second_look_of IS NULL
            """)
    @RegisterConstructorMapper(Row.class)
    List<Row> audits(
            @Bind("pipeline") PipelineName pipeline, @Bind("fromHour") long fromHour, @Bind("toHour") long toHour);

    @SqlQuery("""
            SELECT meaning, explicit, SUM(outputs) AS outputs FROM feedback_rollup
            WHERE pipeline = :pipeline AND hour >= :fromHour AND hour < :toHour
            GROUP BY meaning, explicit
            """)
    @RegisterConstructorMapper(Count.class)
    List<Count> counts(
            @Bind("pipeline") PipelineName pipeline, @Bind("fromHour") long fromHour, @Bind("toHour") long toHour);

    @SqlQuery("""
            SELECT COALESCE(SUM(outputs), 0) FROM rollup
            WHERE pipeline = :pipeline AND hour >= :fromHour AND hour < :toHour
            """)
    long outputs(@Bind("pipeline") PipelineName pipeline, @Bind("fromHour") long fromHour, @Bind("toHour") long toHour);
}
