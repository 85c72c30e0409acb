package dev.touchstone.backend.output;

import dev.touchstone.api.id.PipelineName;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

interface SamplingIndexDao {
    @SqlQuery("SELECT MIN(hour) FROM rollup WHERE pipeline = :pipeline")
    @Nullable
    Long firstHour(@Bind("pipeline") PipelineName pipeline);

    @SqlQuery("""
            SELECT stratum, hour, SUM(outputs) AS outputs FROM rollup
            WHERE pipeline = :pipeline AND hour >= :from AND hour < :to
            GROUP BY stratum, hour ORDER BY stratum, hour
            """)
    @RegisterConstructorMapper(SamplingIndex.Count.class)
    List<SamplingIndex.Count> counts(
            @Bind("pipeline") PipelineName pipeline, @Bind("from") long fromHour, @Bind("to") long toHour);

    @SqlQuery("""
            SELECT id, u, body IS NOT NULL AS has_text FROM output
            WHERE pipeline = :pipeline AND stratum = :stratum AND hour IN (<hours>) AND u >= :from AND u < :to
            """)
    @RegisterConstructorMapper(SamplingIndex.Found.class)
    List<SamplingIndex.Found> between(
            @Bind("pipeline") PipelineName pipeline,
            @Bind("stratum") String stratum,
            @BindList("hours") List<Long> hours,
            @Bind("from") double from,
            @Bind("to") double to);
}
