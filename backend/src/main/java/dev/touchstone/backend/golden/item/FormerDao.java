package dev.touchstone.backend.golden.item;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(FormerRow.class)
interface FormerDao {
    @SqlQuery("""
        SELECT id, pipeline, output_id, external_id, review_id, decision_id, action, reviewer, model, prompt_version,
            query, context, system_prompt, output, corrected_output, created_at_ms, withdrawn_at_ms
        FROM golden_example ORDER BY id LIMIT :limit <skipLocked>
        """)
    List<FormerRow> some(@Bind("limit") int limit);

    @SqlQuery("SELECT id FROM golden_example LIMIT 1")
    Optional<String> first();

    @SqlUpdate("DELETE FROM golden_example WHERE id = :id")
    int remove(@Bind("id") String id);
}
