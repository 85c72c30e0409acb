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
            INSERT INTO api_key (id, name, pipeline, scopes, secret_hmac, created_at_ms, expires_at_ms, revoked_at_ms,
                secret_check)
            VALUES (:id, :name, :pipeline, :scopes, :secretHmac, :createdAtMs, :expiresAtMs, :revokedAtMs, :secretCheck)
            """)
    void insert(@BindMethods ApiKey key);

    @SqlQuery("""
            SELECT id, name, pipeline, scopes, secret_hmac, created_at_ms, expires_at_ms, revoked_at_ms,
                secret_check
            FROM api_key WHERE id = :id
            """)
    Optional<ApiKey> find(@Bind("id") String id);

    @SqlQuery("""
            SELECT id, name, pipeline, scopes, secret_hmac, created_at_ms, expires_at_ms, revoked_at_ms,
                secret_check
            FROM api_key ORDER BY created_at_ms
            """)
    List<ApiKey> all();

    @SqlUpdate("UPDATE api_key SET revoked_at_ms = :at WHERE id = :id AND revoked_at_ms IS NULL")
    int revoke(@Bind("id") String id, @Bind("at") long atMs);

    /// Takes a key over to the installation's secret, and leaves it alone on a node that is not there yet: two that
    /// disagree would otherwise write it to and fro.
    @SqlUpdate("""
            UPDATE api_key SET secret_hmac = :hmac, secret_check = :check
            WHERE id = :id
              AND EXISTS (SELECT 1 FROM installation WHERE name = 'secret_check' AND value = :check)
            """)
    int takeOver(@Bind("id") String id, @Bind("hmac") String hmac, @Bind("check") String check);

    /// Writes down under which secret the keys are that nobody has asked about before.
    @SqlUpdate("UPDATE api_key SET secret_check = :check WHERE secret_check IS NULL")
    void mark(@Bind("check") String check);
}
