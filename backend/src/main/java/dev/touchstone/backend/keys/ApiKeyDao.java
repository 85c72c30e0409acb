package dev.touchstone.backend.keys;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(ApiKey.class)
interface ApiKeyDao {
    @SqlUpdate("""
            INSERT INTO api_key (id, name, pipeline, scopes, secret_hmac, created_at_ms, expires_at_ms, revoked_at_ms)
            VALUES (:id, :name, :pipeline, :scopes, :secretHmac, :createdAtMs, :expiresAtMs, :revokedAtMs)
            """)
    void insert(@BindMethods ApiKey key);

    @SqlQuery("""
            SELECT id, name, pipeline, scopes, secret_hmac, created_at_ms, expires_at_ms, revoked_at_ms
            FROM api_key WHERE id = :id
            """)
    Optional<ApiKey> find(@Bind("id") String id);

    @SqlQuery("""
            SELECT id, name, pipeline, scopes, secret_hmac, created_at_ms, expires_at_ms, revoked_at_ms
            FROM api_key ORDER BY created_at_ms
            """)
    List<ApiKey> all();

    @SqlUpdate("UPDATE api_key SET revoked_at_ms = :at WHERE id = :id AND revoked_at_ms IS NULL")
    int revoke(@Bind("id") String id, @Bind("at") long atMs);
}
