package dev.touchstone.backend.session;

import dev.touchstone.api.id.ReviewerId;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(LinkRow.class)
@RegisterConstructorMapper(SessionRow.class)
interface SessionDao {
    @SqlUpdate("""
            INSERT INTO sign_in_link (token_hash, person, person_name, pipelines, admin, expires_at_ms, used_at_ms)
            VALUES (:tokenHash, :grant.person, :grant.personName, :grant.pipelines, :grant.admin, :expiresAtMs, :usedAtMs)
            """)
    void insertLink(@BindMethods LinkRow row);

    @SqlQuery("""
            SELECT token_hash, person, person_name, pipelines, admin, expires_at_ms, used_at_ms
            FROM sign_in_link WHERE token_hash = :hash
            """)
    Optional<LinkRow> link(@Bind("hash") String hash);

    /// Of two browsers that use a link at once, one does.
    @SqlUpdate("""
            UPDATE sign_in_link SET used_at_ms = :now
            WHERE token_hash = :hash AND used_at_ms IS NULL AND expires_at_ms > :now
            """)
    int useLink(@Bind("hash") String hash, @Bind("now") long nowMs);

    @SqlUpdate("""
            INSERT INTO console_session (token_hash, person, person_name, pipelines, admin, expires_at_ms)
            VALUES (:tokenHash, :grant.person, :grant.personName, :grant.pipelines, :grant.admin, :expiresAtMs)
            """)
    void insertSession(@BindMethods SessionRow row);

    @SqlQuery("""
            SELECT token_hash, person, person_name, pipelines, admin, expires_at_ms
            FROM console_session WHERE token_hash = :hash AND expires_at_ms > :now
            """)
    Optional<SessionRow> session(@Bind("hash") String hash, @Bind("now") long nowMs);

    @SqlUpdate("DELETE FROM console_session WHERE token_hash = :hash")
    int endSession(@Bind("hash") String hash);

    @SqlUpdate("DELETE FROM console_session WHERE person = :person")
    int endSessionsOf(@Bind("person") ReviewerId person);

    /// A day after their end links are gone too; until then they can tell that they were used.
    @SqlUpdate("DELETE FROM sign_in_link WHERE expires_at_ms < :before")
    int clearLinks(@Bind("before") long beforeMs);

    @SqlUpdate("DELETE FROM console_session WHERE expires_at_ms < :before")
    int clearSessions(@Bind("before") long beforeMs);

    @SqlUpdate("DELETE FROM sign_in_link WHERE person = :person AND used_at_ms IS NULL")
    int dropLinksOf(@Bind("person") ReviewerId person);
}
