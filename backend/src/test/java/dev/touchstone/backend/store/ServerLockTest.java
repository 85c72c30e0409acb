package dev.touchstone.backend.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.backend.testing.TestDatabases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLockTest {
    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void oneServerAtATimeHasAFile() {
        DatabaseConfig config = DatabaseConfig.sqlite(folder.resolve("touchstone.db"));
        try (ServerLock held = ServerLock.take(config, NOW)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> ServerLock.take(config, NOW))
                    .isInstanceOf(DatabaseNotReady.class)
                    .hasMessageContaining("another server has")
                    .hasMessageContaining("stop that one first");
        }

        ServerLock.take(config, NOW).close();
    }

    @Test
    void theFileSaysWhoHasItAndOnlyItsOwnerReadsIt() throws Exception {
        DatabaseConfig config = DatabaseConfig.sqlite(folder.resolve("new/touchstone.db"));
        try (ServerLock held = ServerLock.take(config, NOW)) {
            Path file = folder.resolve("new/touchstone.db.lock");
            assertThat(held).isNotNull();
            assertThat(Files.readString(file))
                    .startsWith("process " + ProcessHandle.current().pid() + " on ")
                    .endsWith(" since 2030-01-01T12:00:00Z\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void anotherWayToTheSameFileIsTheSameFile() throws Exception {
        Path file = folder.resolve("touchstone.db");
        Files.createFile(file);
        Path link = Files.createSymbolicLink(folder.resolve("other.db"), file);
        try (ServerLock held = ServerLock.take(DatabaseConfig.sqlite(file), NOW)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> ServerLock.take(DatabaseConfig.sqlite(link), NOW))
                    .isInstanceOf(DatabaseNotReady.class);
        }
    }

    @Test
    void serversShareAPostgres() {
        DatabaseConfig config = TestDatabases.newPostgres();
        try (ServerLock one = ServerLock.take(config, NOW);
                ServerLock two = ServerLock.take(config, NOW)) {
            assertThat(one).isNotSameAs(two);
        }
    }
}
