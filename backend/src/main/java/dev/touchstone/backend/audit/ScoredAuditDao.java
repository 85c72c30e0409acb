package dev.touchstone.backend.audit;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.output.OutputFacts;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface ScoredAuditDao {
    /// @param auditRate the random audit's alone; null where that is pi
    record Row(
            OutputId outputId,
            PipelineName pipeline,
            String judgeVersion,
            double score,
            double pi,
            @Nullable Double auditRate,
            long drawnAtMs) {}

    /// Once for an output, whichever score comes first.
    @SqlUpdate("""
            INSERT INTO audit_draw (output_id, pipeline, judge_version, score, pi, audit_rate, drawn_at_ms)
            VALUES (:outputId, :pipeline, :judgeVersion, :score, :pi, :auditRate, :drawnAtMs)
            ON CONFLICT (output_id) DO NOTHING
            """)
    int insert(@BindMethods Row row);

    @SqlUpdate("""
            INSERT INTO audit_scored (pipeline, hour, stratum, policy_version, model, prompt_version, intake_pi, pi, outputs)
            VALUES (:pipeline, :hour, :stratum, :policyVersion, :model, :promptVersion, :intakePi, :pi, 1)
            ON CONFLICT (pipeline, hour, stratum, policy_version, model, prompt_version, intake_pi, pi)
            DO UPDATE SET outputs = audit_scored.outputs + 1
            """)
    void count(
            @Bind("pipeline") PipelineName pipeline,
            @BindMethods OutputFacts facts,
            @Bind("intakePi") double intakePi,
            @Bind("pi") double pi);
}
