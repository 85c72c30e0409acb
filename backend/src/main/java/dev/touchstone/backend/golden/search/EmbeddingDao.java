package dev.touchstone.backend.golden.search;

import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// What inputs mean.
@RegisterConstructorMapper(EmbeddingDao.Row.class)
interface EmbeddingDao {
    /// @param vector float32, little-endian, in Base64
    record Row(String inputId, String vector) {}

    @SqlQuery("SELECT input_id, vector FROM golden_embedding WHERE input_id IN (<inputs>) AND space = :space")
    List<Row> of(@BindList("inputs") List<String> inputIds, @Bind("space") String space);

    @SqlUpdate("DELETE FROM golden_embedding WHERE input_id = :inputId")
    int forget(@Bind("inputId") String inputId);

    /// @return 0 when the input's texts are erased, or another node was faster
    @SqlUpdate("""
        INSERT INTO golden_embedding (input_id, space, vector, made_at)
        SELECT input_id, :space, :vector, :now FROM golden_sketch WHERE input_id = :inputId AND plain <> ''
        ON CONFLICT (input_id) DO NOTHING
        """)
    int keep(
            @Bind("inputId") String inputId,
            @Bind("space") String space,
            @Bind("vector") String vector,
            @Bind("now") long nowMs);
}
