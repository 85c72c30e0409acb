package dev.touchstone.backend.quality.threshold;

import dev.touchstone.api.id.PipelineName;
import java.util.List;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface ThresholdDao {
    record BinCount(String model, String promptVersion, int bin, long outputs) {}

    /// A threshold put into force on advice, the k-th, which rests on a trial that spends `delta`.
    ///
    /// @param trial number of the trial
    record Application(
            PipelineName pipeline,
            int k,
            double threshold,
            @Nested Terms terms,
            int audits,
            int policyVersion,
            @Nested Applied applied,
            int trial) {
        /// What is promised: shares from 0 to 1.
        public record Terms(double maxError, double confidence, double delta) {}

        /// When, in epoch milliseconds, and by whom.
        public record Applied(long appliedAtMs, String appliedBy) {}
    }

    @SqlQuery("""
            SELECT model, prompt_version, bin, SUM(outputs) AS outputs FROM confidence_rollup
            WHERE pipeline = :pipeline AND day >= :fromDay AND day < :toDay
            GROUP BY model, prompt_version, bin
            """)
    @RegisterConstructorMapper(BinCount.class)
    List<BinCount> bins(
            @Bind("pipeline") PipelineName pipeline, @Bind("fromDay") long fromDay, @Bind("toDay") long toDay);

    @SqlQuery("SELECT COALESCE(MAX(k), 0) FROM threshold_application WHERE pipeline = :pipeline")
    int applied(@Bind("pipeline") PipelineName pipeline);

    @SqlUpdate("""
            INSERT INTO threshold_application (pipeline, k, threshold, max_error, confidence, delta, audits,
                policy_version, applied_at_ms, applied_by, trial)
            VALUES (:pipeline, :k, :threshold, :terms.maxError, :terms.confidence, :terms.delta, :audits,
                :policyVersion, :applied.appliedAtMs,
                :applied.appliedBy, :trial)
            ON CONFLICT (pipeline, k) DO NOTHING
            """)
    int insert(@BindMethods Application application);
}
