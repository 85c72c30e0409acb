package dev.touchstone.backend.audit;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.AuditScore;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.WireEnum;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(AuditPlanDao.Row.class)
interface AuditPlanDao {
    String COLUMNS = """
            pipeline, policy_version, score, rate, floor_rate, bands, labels, cost, created_at_ms""";

    record Row(
            PipelineName pipeline,
            int policyVersion,
            String score,
            double rate,
            double floorRate,
            String bands,
            long labels,
            double cost,
            long createdAtMs) {
        static Row of(AuditPlan plan) {
            return new Row(
                    plan.pipeline(),
                    plan.policyVersion(),
                    plan.score().wire(),
                    plan.rate(),
                    plan.floorRate(),
                    plan.storedBands(),
                    plan.labels(),
                    plan.cost(),
                    plan.createdAt().toEpochMilli());
        }

        AuditPlan plan() {
            return new AuditPlan(
                    pipeline,
                    policyVersion,
                    WireEnum.read(AuditScore.class, score),
                    rate,
                    floorRate,
                    Json.read(bands, AuditPlan.StoredBands.class).bands(),
                    labels,
                    cost,
                    Instant.ofEpochMilli(createdAtMs));
        }
    }

    /// Once for a policy version, whoever comes first.
    @SqlUpdate("INSERT INTO audit_plan (" + COLUMNS + ") " + """
            VALUES (:pipeline, :policyVersion, :score, :rate, :floorRate, :bands, :labels, :cost, :createdAtMs)
            ON CONFLICT (pipeline, policy_version) DO NOTHING
            """)
    int insert(@BindMethods Row row);

    @SqlQuery("SELECT " + COLUMNS + " FROM audit_plan WHERE pipeline = :pipeline AND policy_version = :version")
    Optional<Row> find(@Bind("pipeline") PipelineName pipeline, @Bind("version") int version);

    @SqlQuery("SELECT " + COLUMNS + " FROM audit_plan WHERE pipeline = :pipeline ORDER BY policy_version")
    List<Row> of(@Bind("pipeline") PipelineName pipeline);
}
