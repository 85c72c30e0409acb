package dev.touchstone.backend.keys;

import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface InstallationDao {
    @SqlQuery("SELECT value FROM installation WHERE name = :name")
    Optional<String> value(@Bind("name") String name);

    /// The first one stays.
    @SqlUpdate("INSERT INTO installation (name, value) VALUES (:name, :value) ON CONFLICT (name) DO NOTHING")
    void put(@Bind("name") String name, @Bind("value") String value);

    @SqlUpdate("UPDATE installation SET value = :value WHERE name = :name")
    void replace(@Bind("name") String name, @Bind("value") String value);
}
