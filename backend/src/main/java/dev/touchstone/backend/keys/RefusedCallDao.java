package dev.touchstone.backend.keys;

import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(RefusedCall.class)
interface RefusedCallDao {
    @SqlUpdate("""
            INSERT INTO refused_call (minute_ms, actor, operation, why, calls)
            VALUES (:minuteMs, :actor, :operation, :why, :calls)
            ON CONFLICT (minute_ms, actor, operation, why) DO UPDATE SET calls = refused_call.calls + excluded.calls
            """)
    void add(@BindMethods RefusedCall call);

    @SqlUpdate("DELETE FROM refused_call WHERE minute_ms < :before")
    void dropBefore(@Bind("before") long beforeMs);

    /// Of more rows than these, whole minutes go, the oldest first.
    @SqlUpdate("""
            DELETE FROM refused_call WHERE minute_ms <=
                (SELECT minute_ms FROM refused_call ORDER BY minute_ms DESC LIMIT 1 OFFSET :most)
            """)
    void dropBeyond(@Bind("most") int mostRows);

    @SqlQuery("""
            SELECT minute_ms, actor, operation, why, calls FROM refused_call
            ORDER BY minute_ms DESC, calls DESC, actor, operation LIMIT :limit
            """)
    List<RefusedCall> latest(@Bind("limit") int limit);
}
