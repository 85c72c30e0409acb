package dev.touchstone.backend.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever opens a database to look at it leaves it as it is.
class DatabaseTest {
    private static final String RAN = "SELECT COUNT(*) FROM flyway_schema_history";

    @Test
    void whereThereIsNoneNoneIsMade(@TempDir Path folder) {
        DatabaseConfig config = DatabaseConfig.sqlite(folder.resolve("none.db"));

        assertThatThrownBy(() -> Database.open(config))
                .isInstanceOf(DatabaseNotReady.class)
                .hasMessageContaining("there is no database at " + config.sqliteFile())
                .hasMessageContaining("touchstone serve");
        assertThat(Files.exists(config.sqliteFile())).isFalse();
    }

    @Test
    void aNewOneIsForItsOwnerAlone(@TempDir Path folder) throws Exception {
        DatabaseConfig config = DatabaseConfig.sqlite(folder.resolve("data/touchstone.db"));

        try (Database database = Database.openAndMigrate(config)) {
            database.probe(java.time.Instant.EPOCH);
            assertThat(mode(config.sqliteFile())).isEqualTo("rw-------");
            assertThat(mode(Path.of(config.sqliteFile() + "-wal"))).isEqualTo("rw-------");
            assertThat(mode(folder.resolve("data"))).isEqualTo("rwx------");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://ana:hunter2@db.example:5432/touchstone",
                "postgresql://:hunter2@db.example/touchstone",
                "postgresql://ana:@db.example/touchstone",
                "postgresql://db.example/touchstone?user=ana&password=hunter2",
                "jdbc:postgresql://db.example/touchstone?password=hunter2",
                "jdbc:postgresql://db.example/touchstone?user=ana&Password=hunter2",
                "jdbc:postgresql:touchstone?sslpassword=hunter2",
            })
    void aPasswordInTheUrlIsRefusedInOneSentence(String url) {
        for (String password : Arrays.asList(null, "hunter3")) {
            assertThatThrownBy(() -> new DatabaseConfig(url, password, 4))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("url must not contain a password; set it in TOUCHSTONE_DATABASE_PASSWORD");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sqlite:data/a:b@c.db",
                "postgresql://ana@db.example:5432/touchstone?sslmode=require",
                "jdbc:postgresql://127.0.0.1:5432/touchstone?user=ana&passwordless=1",
            })
    void aUrlWithoutOneIsTaken(String url) {
        assertThat(DatabaseConfig.of(url).url()).isEqualTo(url);
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @EveryDatabase
    void oneThatIsUpToDateIsOpened(Workbench on) {
        try (Database again = Database.open(on.config)) {
            again.probe(java.time.Instant.EPOCH);
        }
    }

    @EveryDatabase
    void migrationsThatWaitAreNamedAndNotCarriedOut(Workbench on) {
        String newest = newest(on);
        on.database
                .writer()
                .useHandle(handle -> handle.execute("DELETE FROM flyway_schema_history WHERE version = ?", newest));
        long ran = count(on);

        assertThatThrownBy(() -> Database.open(on.config))
                .isInstanceOf(DatabaseNotReady.class)
                .hasMessageContaining("migrations wait: " + newest + " ")
                .hasMessageContaining("touchstone serve");
        assertThat(count(on)).isEqualTo(ran);
    }

    @EveryDatabase
    void aSchemaOfANewerProgramIsRefusedWithBothVersionsByWhoeverOpensIt(Workbench on) {
        String newest = newest(on);
        on.database
                .writer()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
                                + " installed_by, execution_time, success)"
                                + " VALUES (1000, '1000', 'from the future', 'SQL', 'V1000.sql', 'test', 1, TRUE)"));

        assertThatThrownBy(() -> Database.open(on.config))
                .isInstanceOf(DatabaseNotReady.class)
                .hasMessageContaining("version 1000, and this program knows versions up to " + newest);
        assertThatThrownBy(() -> Database.openAndMigrate(on.config))
                .isInstanceOf(DatabaseNotReady.class)
                .hasMessageContaining("version 1000, and this program knows versions up to " + newest);
    }

    private static String newest(Workbench on) {
        return on.database
                .reader()
                .withHandle(handle -> handle.createQuery(
                                "SELECT version FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1")
                        .mapTo(String.class)
                        .one());
    }

    private static long count(Workbench on) {
        return on.database
                .reader()
                .withHandle(handle -> handle.createQuery(RAN).mapTo(Long.class).one());
    }
}
