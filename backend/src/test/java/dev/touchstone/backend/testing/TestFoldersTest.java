package dev.touchstone.backend.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestFoldersTest {
    private static final Path IN_MEMORY = Path.of("/dev/shm");

    @Test
    void foldersAreInMemoryWhereThereIsRoomUnlessATestAsksForTheDisk(
            @TempDir Path folder, @TempDir(factory = TestFolders.OnDisk.class) Path onDisk) throws Exception {
        assumeTrue(Files.isDirectory(IN_MEMORY));
        assumeTrue(Files.getFileStore(IN_MEMORY).getUsableSpace() > 1L << 30);

        assertThat(folder).startsWith(IN_MEMORY);
        assertThat(TestFolders.create("some")).startsWith(IN_MEMORY);
        assertThat(onDisk).startsWith(Path.of(System.getProperty("java.io.tmpdir")));
        assertThat(onDisk)
                .satisfies(disk -> assertThat(disk.startsWith(IN_MEMORY)).isFalse());
    }

    @Test
    void eachDatabaseIsItsOwnAndUpToDate() {
        DatabaseConfig first = TestDatabases.newSqlite();
        DatabaseConfig second = TestDatabases.newSqlite();

        try (Database one = Database.open(first);
                Database other = Database.open(second)) {
            one.writer().useHandle(handle -> handle.execute("DELETE FROM flyway_schema_history"));

            assertThat(migrations(one)).isZero();
            assertThat(migrations(other)).isGreaterThan(5);
        }
    }

    private static int migrations(Database database) {
        return database.reader()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM flyway_schema_history")
                        .mapTo(Integer.class)
                        .one());
    }
}
