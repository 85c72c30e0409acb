package dev.touchstone.backend.quality.agreement;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

interface AgreementDao {
    /// @param outcomes what it says of each attribute, as it is stored; null when nothing
    record Act(
            OutputId outputId,
            ReviewId reviewId,
            int revision,
            String action,
            ReviewerId reviewer,
            @Nullable String outcomes) {}

    /// What the people on panels said, once all had; not who adjudicated, who was asked because they differed.
    @SqlQuery("""
            SELECT r.output_id, d.review_id, d.revision, d.action, d.reviewer, d.outcomes
            FROM review r JOIN panel_seat s ON s.review_id = r.id AND s.seat < r.panel_size
                JOIN decision d ON d.id = s.decision_id
            WHERE r.pipeline = :pipeline AND r.hour >= :fromHour AND r.hour < :toHour
                AND r.panel_done = r.panel_size
            ORDER BY d.review_id, d.revision
            """)
    @RegisterConstructorMapper(Act.class)
    List<Act> onPanels(
            @Bind("pipeline") PipelineName pipeline, @Bind("fromHour") long fromHour, @Bind("toHour") long toHour);

    /// Everything done about outputs that were, or may have been, judged twice without a panel. Second looks are left
    /// out: the judge chooses them where it disagrees, so they would make people look at odds.
    @SqlQuery("""
            SELECT r.output_id, d.review_id, d.revision, d.action, d.reviewer, d.outcomes
            FROM decision d JOIN review r ON r.id = d.review_id
            WHERE r.pipeline = :pipeline AND r.hour >= :fromHour AND r.hour < :toHour AND r.second_look_of IS NULL
                AND r.panel_size IS NULL
                AND (r.revision > 1 OR r.output_id IN (
                    SELECT output_id FROM review
                    WHERE pipeline = :pipeline AND hour >= :fromHour AND hour < :toHour AND second_look_of IS NULL
                    GROUP BY output_id HAVING COUNT(*) > 1))
            ORDER BY d.review_id, d.revision
            """)
    @RegisterConstructorMapper(Act.class)
    List<Act> acts(
            @Bind("pipeline") PipelineName pipeline, @Bind("fromHour") long fromHour, @Bind("toHour") long toHour);
}
