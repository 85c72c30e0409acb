package dev.touchstone.backend.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.backend.testing.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database that cannot be had is told of in a sentence, with what to do.
class OpeningFaultsTest {
    @TempDir
    private Path folder;

    @Test
    void aPostgresThatKnowsNeitherTheDatabaseNorTheUser() {
        String url = TestDatabases.newEmptyPostgres().url();

        refused(url.replaceFirst("/[^/?]+(\\?|$)", "/no_such_database$1"), "has no database of that name", "createdb");
        refused(
                url.contains("user=")
                        ? url.replaceFirst("user=[^&]*", "user=no_such_user")
                        : url.replaceFirst("//([^@/]+@)?", "//no_such_user@"),
                "refuses the user or the password",
                "TOUCHSTONE_DATABASE_PASSWORD");
    }

    @Test
    void aFileThatIsNoDatabaseOrADamagedOne() throws IOException {
        Path notes = folder.resolve("notes.db");
        Files.writeString(notes, "these are my notes, and nothing else\n".repeat(100));
        refused("sqlite:" + notes, "is no SQLite database", "./touchstone restore");

        Path damaged = folder.resolve("damaged.db");
        Files.copy(TestDatabases.newSqlite().sqliteFile(), damaged);
        byte[] bytes = Files.readAllBytes(damaged);
        java.util.Arrays.fill(bytes, 100, 12_000, (byte) 0x5a);
        Files.write(damaged, bytes);
        refused("sqlite:" + damaged, "damaged", "docs/operations.md");
    }

    private static void refused(String url, String found, String remedy) {
        assertThatThrownBy(() -> Database.openAndMigrate(DatabaseConfig.of(url)).close())
                .isInstanceOf(DatabaseNotReady.class)
                .hasMessageContaining(found)
                .hasMessageContaining(remedy);
    }
}
