package dev.touchstone.backend.judge.release;

import dev.touchstone.api.id.PipelineName;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(CertificateRow.class)
interface CertificateDao {
    String COLUMNS = """
            pipeline, k, version_id, policy_version, max_error, confidence, delta, bound, why, audits, wrong,
            certified_at_ms, certified_by, withdrawn_at_ms, withdrawn_why""";

    /// Two at once cannot spend the same part of the budget.
    @SqlUpdate("INSERT INTO judge_certificate (" + COLUMNS + """
            )
            VALUES (:pipeline, :k, :versionId, :policyVersion, :terms.maxError, :terms.confidence, :terms.delta,
                :tested.bound, :tested.why, :tested.audits,
                :tested.wrong, :issued.certifiedAtMs, :issued.certifiedBy, :withdrawn.withdrawnAtMs,
                :withdrawn.withdrawnWhy)
            ON CONFLICT (pipeline, k) DO NOTHING
            """)
    int insert(@BindMethods CertificateRow row);

    /// Oldest first.
    @SqlQuery("SELECT " + COLUMNS + " FROM judge_certificate WHERE pipeline = :pipeline ORDER BY k")
    List<CertificateRow> of(@Bind("pipeline") PipelineName pipeline);

    @SqlQuery("SELECT " + COLUMNS + " FROM judge_certificate WHERE pipeline = :pipeline ORDER BY k DESC LIMIT 1")
    Optional<CertificateRow> latest(@Bind("pipeline") PipelineName pipeline);

    @SqlUpdate("""
            UPDATE judge_certificate SET withdrawn_at_ms = :now, withdrawn_why = :why
            WHERE pipeline = :pipeline AND k = :k AND withdrawn_at_ms IS NULL
            """)
    int withdraw(
            @Bind("pipeline") PipelineName pipeline,
            @Bind("k") int k,
            @Bind("why") String why,
            @Bind("now") long nowMs);
}
