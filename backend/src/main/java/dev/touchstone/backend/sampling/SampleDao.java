package dev.touchstone.backend.sampling;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.sampling.SampleStratum;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(SampleRow.class)
@RegisterConstructorMapper(SampleStratum.class)
@RegisterConstructorMapper(SampleDao.Member.class)
interface SampleDao {
    String COLUMNS = """
            id, pipeline, plan, period, from_hour, to_hour, method, allocation, asked_size, asked_rate, floor_size, seed,
            start_key, policy_version, population, members, note, created_at_ms, created_by, audience""";

    record Member(
            OutputId outputId,
            String stratum,
            double u,
            double pi,
            @Nullable ReviewId reviewId,
            boolean opened) {}

    /// The unique key refuses a period that was drawn before, here or on another node.
    @SqlUpdate("INSERT INTO sample (" + COLUMNS + ") " + """
            VALUES (:id, :pipeline, :occasion.plan, :occasion.period, :window.fromHour, :window.toHour,
                :asked.method, :asked.allocation, :asked.askedSize, :asked.askedRate,
                :asked.floorSize, :asked.seed, :asked.startKey, :policyVersion, :result.population,
                :result.members, :result.note, :order.createdAtMs, :order.createdBy,
                :order.audience)
            ON CONFLICT (pipeline, plan, period) DO NOTHING
            """)
    int insert(@BindMethods SampleRow row);

    @SqlBatch("""
            INSERT INTO sample_stratum (sample_id, stratum, population, allotted, drawn, inclusion, threshold)
            VALUES (:sampleId, :stratum, :population, :allotted, :drawn, :inclusion, :threshold)
            """)
    void insertStrata(@Bind("sampleId") String sampleId, @BindMethods List<SampleStratum> strata);

    @SqlBatch("""
            INSERT INTO sample_member (sample_id, output_id, stratum, u, pi, review_id, opened)
            VALUES (:sampleId, :outputId, :stratum, :u, :pi, :reviewId, :opened)
            """)
    void insertMembers(@Bind("sampleId") String sampleId, @BindMethods List<Member> members);

    @SqlQuery("SELECT " + COLUMNS + " FROM sample WHERE id = :id")
    Optional<SampleRow> find(@Bind("id") String id);

    @SqlQuery("SELECT " + COLUMNS + " FROM sample WHERE pipeline = :pipeline AND plan = :plan AND period = :period")
    Optional<SampleRow> ofPeriod(
            @Bind("pipeline") PipelineName pipeline, @Bind("plan") String plan, @Bind("period") String period);

    @SqlQuery("SELECT period FROM sample WHERE pipeline = :pipeline AND plan = :plan AND to_hour >= :fromHour")
    List<String> periods(
            @Bind("pipeline") PipelineName pipeline, @Bind("plan") String plan, @Bind("fromHour") long fromHour);

    /// Newest first.
    @SqlQuery("SELECT " + COLUMNS + """
             FROM sample WHERE pipeline = :pipeline AND id < :before ORDER BY id DESC LIMIT :limit
            """)
    List<SampleRow> ofPipeline(
            @Bind("pipeline") PipelineName pipeline, @Bind("before") String before, @Bind("limit") int limit);

    @SqlQuery("SELECT " + COLUMNS + " FROM sample WHERE id < :before ORDER BY id DESC LIMIT :limit")
    List<SampleRow> all(@Bind("before") String before, @Bind("limit") int limit);

    @SqlQuery("""
            SELECT stratum, population, allotted, drawn, inclusion, threshold FROM sample_stratum
            WHERE sample_id = :id ORDER BY stratum
            """)
    List<SampleStratum> strata(@Bind("id") String id);

    @SqlQuery("""
            SELECT output_id, stratum, u, pi, review_id, opened FROM sample_member
            WHERE sample_id = :id AND output_id > :after ORDER BY output_id LIMIT :limit
            """)
    List<Member> members(@Bind("id") String id, @Bind("after") String after, @Bind("limit") int limit);
}
