package dev.touchstone.bot.intent;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.touchstone.api.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps intents on disk until they are settled: a file of JSON lines that only grows, forced to the disk at each,
/// and emptied whenever nothing is pending. A line cut short by a crash was never acknowledged, and is dropped.
/// Thread-safe; one process at a time.
final class Journal implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Journal.class);
    private static final long WORTH_EMPTYING = 1024 * 1024;

    private final Path folder;
    private final Object writing = new Object();
    private final Object forcing = new Object();
    private final Map<String, Intent> pending = new LinkedHashMap<>();
    private long written;
    private long forced;
    private volatile @Nullable FileChannel file;

    /// One line: an intent that is kept, or the key of one that is settled.
    record Line(@Nullable Intent kept, @Nullable String settled) {}

    Journal(Path folder) {
        this.folder = folder;
    }

    /// Opens the journal in its folder, which is made if needed, and reads what is pending.
    ///
    /// @throws UncheckedIOException when it cannot be used, or another process has it
    void open() {
        try {
            Files.createDirectories(folder, ownerOnly("rwx------"));
            Path path = folder.resolve("intents.jsonl");
            FileChannel opened = FileChannel.open(
                    path,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    ownerOnly("rw-------"));
            requireAlone(opened, path);
            read(opened);
            file = opened;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the bot's folder " + folder, e);
        }
    }

    private FileChannel file() {
        FileChannel opened = file;
        if (opened == null) {
            throw new IllegalStateException("the journal is not open");
        }
        return opened;
    }

    /// The lock goes with the channel.
    /// Intents hold corrections of customers' texts: nobody else on the machine reads them.
    private static FileAttribute<?>[] ownerOnly(String mode) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    private static void requireAlone(FileChannel file, Path path) throws IOException {
        FileLock lock;
        try {
            lock = file.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            file.close();
            throw new IOException(path + " belongs to a bot that is running; give each bot a folder of its own");
        }
    }

    private void read(FileChannel file) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(file.size())];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining() && file.read(buffer) >= 0) {}
        int end = 0;
        for (int start = 0, i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                take(new String(bytes, start, i - start, StandardCharsets.UTF_8));
                start = i + 1;
                end = start;
            }
        }
        file.truncate(end);
        file.position(end);
    }

    private void take(String text) {
        try {
            Line line = Json.mapper().readValue(text, Line.class);
            if (line.kept() != null) {
                pending.put(line.kept().key(), line.kept());
            } else if (line.settled() != null) {
                pending.remove(line.settled());
            }
        } catch (JsonProcessingException e) {
            log.error("unreadable line in the journal bytes={}", text.length());
        }
    }

    /// What is kept and not settled, in order.
    List<Intent> pending() {
        synchronized (writing) {
            return new ArrayList<>(pending.values());
        }
    }

    /// Returns once the intent is on the disk.
    void keep(Intent intent) {
        force(append(new Line(intent, null), () -> pending.put(intent.key(), intent)));
    }

    /// Notes that an intent needs no more. Not forced: one that is sent again is recognised by its key.
    void settle(String key) {
        long unused = append(new Line(null, key), () -> pending.remove(key));
    }

    private long append(Line line, Runnable note) {
        byte[] bytes = (Json.write(line) + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (writing) {
            try {
                FileChannel file = file();
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    int unused = file.write(buffer);
                }
                note.run();
                if (pending.isEmpty() && file.position() > WORTH_EMPTYING) {
                    file.truncate(0);
                    file.position(0);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write the journal", e);
            }
            return ++written;
        }
    }

    /// Fifty people who click at once share a few writes to the disk.
    private void force(long line) {
        synchronized (forcing) {
            if (forced >= line) {
                return;
            }
            long upTo;
            synchronized (writing) {
                upTo = written;
            }
            try {
                file().force(false);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write the journal", e);
            }
            forced = upTo;
        }
    }

    @Override
    public void close() {
        FileChannel opened = file;
        if (opened == null) {
            return;
        }
        try {
            opened.close();
        } catch (IOException e) {
            log.warn("the journal did not close cleanly error={}", e.toString());
        }
    }
}
