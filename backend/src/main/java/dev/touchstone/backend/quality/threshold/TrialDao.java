package dev.touchstone.backend.quality.threshold;

import dev.touchstone.api.id.PipelineName;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface TrialDao {
    /// A model and a prompt version, and the hour of its first output.
    record Appearance(String model, String promptVersion, long hour) {}

    record TrialRow(
            PipelineName pipeline,
            String subject,
            @Nested Asked asked,
            double maxError,
            int k,
            @Nested Learnt learnt,
            long fromHour,
            @Nested Grid grid,
            long openedAtMs) {
        /// What was asked for.
        public record Asked(String askedModel, String askedPromptVersion) {}

        /// What it was learnt from.
        public record Learnt(String model, String promptVersion) {}

        /// What is tested.
        ///
        /// @param thresholds as a JSON list
        /// @param entries as a JSON list
        public record Grid(String thresholds, String entries, int audits) {}
    }

    @SqlQuery("""
            SELECT model, prompt_version, MIN(hour) AS hour FROM rollup WHERE pipeline = :pipeline
            GROUP BY model, prompt_version
            """)
    @RegisterConstructorMapper(Appearance.class)
    List<Appearance> appearances(@Bind("pipeline") PipelineName pipeline);

    @SqlQuery("""
            SELECT pipeline, subject, asked_model, asked_prompt_version, max_error, k, model, prompt_version, from_hour,
                thresholds, entries, audits, opened_at_ms
            FROM threshold_trial
            WHERE pipeline = :pipeline AND subject = :subject AND asked_model = :model
                AND asked_prompt_version = :promptVersion AND max_error = :maxError
            ORDER BY k DESC LIMIT 1
            """)
    @RegisterConstructorMapper(TrialRow.class)
    Optional<TrialRow> latest(
            @Bind("pipeline") PipelineName pipeline,
            @Bind("subject") String subject,
            @Bind("model") String model,
            @Bind("promptVersion") String promptVersion,
            @Bind("maxError") double maxError);

    /// Thresholds that were applied on looks at one time, each of which spent its part.
    @SqlQuery("SELECT COUNT(*) FROM threshold_application WHERE pipeline = :pipeline AND trial IS NULL")
    int looks(@Bind("pipeline") PipelineName pipeline);

    /// Trials of versions that were not released yet, each of which spends its part.
    @SqlQuery("SELECT COUNT(*) FROM threshold_trial WHERE pipeline = :pipeline AND subject = 'rescored'")
    int rescored(@Bind("pipeline") PipelineName pipeline);

    @SqlUpdate("""
            INSERT INTO threshold_trial (pipeline, subject, asked_model, asked_prompt_version, max_error, k, model,
                prompt_version, from_hour, thresholds, entries, audits, opened_at_ms)
            VALUES (:pipeline, :subject, :asked.askedModel, :asked.askedPromptVersion, :maxError, :k,
                :learnt.model, :learnt.promptVersion,
                :fromHour, :grid.thresholds, :grid.entries, :grid.audits, :openedAtMs)
            ON CONFLICT (pipeline, subject, asked_model, asked_prompt_version, max_error, k) DO NOTHING
            """)
    int insert(@BindMethods TrialRow row);
}
