package dev.touchstone.backend.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Keeps a second server off a SQLite file: each would answer from what it remembers and see nothing of what the other
/// writes. The operating system holds the lock, on `touchstone.db.lock` beside the database, and lets go of it however
/// the process ends; the file says who holds it. Commands that only look or write a row need no lock. On PostgreSQL any
/// number of servers work together, and nothing is locked.
public final class ServerLock implements AutoCloseable {
    /// Far behind the text: on Windows nobody else may read what is locked.
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final int MOST_TEXT = 1000;

    /// Closing any channel to a file ends the locks that the process has on it, so a file locked here is not opened
    /// again.
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final @Nullable Path file;
    private final @Nullable FileLock lock;

    private ServerLock(@Nullable Path file, @Nullable FileLock lock) {
        this.file = file;
        this.lock = lock;
    }

    /// Takes the lock, making the database's folder if need be.
    ///
    /// @param since what others are told if they come later
    /// @throws DatabaseNotReady naming the server that has the database
    public static ServerLock take(DatabaseConfig config, Instant since) {
        if (config.dialect() != Dialect.SQLITE) {
            return new ServerLock(null, null);
        }
        Path database = config.sqliteFile().toAbsolutePath();
        try {
            Path folder = Objects.requireNonNull(database.getParent(), "the path of a file");
            OwnerOnly.createFolders(folder);
            // Two ways to the same file are one file.
            Path file = (Files.exists(database)
                    ? database.toRealPath()
                    : folder.toRealPath().resolve(name(database)));
            return takeFile(file.resolveSibling(name(file) + ".lock"), file, since);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot lock the database " + database + "; set TOUCHSTONE_DATABASE_URL to where it may be", e);
        }
    }

    private static Path name(Path file) {
        return Objects.requireNonNull(file.getFileName(), "the name of a file");
    }

    private static ServerLock takeFile(Path file, Path database, Instant since) throws IOException {
        if (!OWN.add(file)) {
            throw DatabaseNotReady.served(database, "this process");
        }
        FileChannel channel = null;
        try {
            OwnerOnly.createFile(file);
            channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            if (lock != null) {
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(holder(since).getBytes(StandardCharsets.UTF_8)), 0);
                return new ServerLock(file, lock);
            }
            String holder = read(channel);
            throw DatabaseNotReady.served(database, holder.isEmpty() ? "another process" : holder);
        } catch (IOException | RuntimeException e) {
            OWN.remove(file);
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    private static String holder(Instant since) {
        return "process " + ProcessHandle.current().pid() + " on " + host() + " since " + since + "\n";
    }

    /// As the system calls itself. Java's way would ask a name server.
    private static String host() {
        Path kernel = Path.of("/proc/sys/kernel/hostname");
        try {
            if (Files.isReadable(kernel)) {
                return Files.readString(kernel).strip();
            }
        } catch (IOException e) {
            // Then by the environment.
        }
        return System.getenv().getOrDefault("HOSTNAME", System.getenv().getOrDefault("COMPUTERNAME", "this machine"));
    }

    /// One printable line: whoever may write the file decides what it says.
    private static String read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(MOST_TEXT);
        channel.read(text, 0);
        return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8)
                .strip()
                .replaceAll("[^ -~]", "?");
    }

    /// The file stays: were it removed, two could hold locks on two files of one name.
    @Override
    public void close() {
        if (lock == null || file == null) {
            return;
        }
        try {
            lock.acquiredBy().close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot let go of " + file, e);
        } finally {
            OWN.remove(file);
        }
    }
}
