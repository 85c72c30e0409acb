package dev.touchstone.backend.review.search;

import dev.touchstone.api.id.ReviewId;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

@RegisterConstructorMapper(ReviewedRow.class)
interface ReviewedDao {
    /// How far these reviews and their second looks are; a review that was looked at twice has two rows.
    @SqlQuery("""
            SELECT review.id, review.reasons, review.state, review.closed_at_ms, review.withdrawn_by,
                decision.action, decision.reviewer
            FROM review LEFT JOIN decision ON decision.id = review.decision_id
            WHERE review.id IN (<ids>)
            UNION ALL
            SELECT review.second_look_of, review.reasons, review.state, review.closed_at_ms, review.withdrawn_by,
                decision.action, decision.reviewer
            FROM review JOIN decision ON decision.id = review.decision_id
            WHERE review.second_look_of IN (<ids>)
            """)
    List<ReviewedRow> of(@BindList("ids") List<ReviewId> ids);
}
