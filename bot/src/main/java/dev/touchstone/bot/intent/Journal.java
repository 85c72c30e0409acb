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
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps intents on disk until they are settled: a file of JSON lines that only grows, and is emptied whenever nothing
/// is pending. One thread writes whatever waits and forces it to the disk once for all of it, so that a burst of clicks
/// costs a few syncs. A line cut short by a crash was never acknowledged, and is dropped. Thread-safe; one process at a
/// time.
final class Journal implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Journal.class);
    private static final long WORTH_EMPTYING = 1024 * 1024;
    private static final int MOST_AT_ONCE = 1_000;

    private final Path folder;
    private final BlockingQueue<Entry> queue = new LinkedBlockingQueue<>();
    private final Map<String, Intent> pending = new LinkedHashMap<>();
    private final Thread writer = Thread.ofPlatform().name("journal").unstarted(this::run);
    private @Nullable FileChannel file;
    private final LongAdder syncs = new LongAdder();
    private volatile boolean open;
    /// Whether the file is to be emptied as soon as nothing is pending, however short it is.
    private volatile boolean emptyOnceSettled;
    /// Where the next line begins.
    private long end;

    /// One line: an intent that is kept, or the key of one that is settled.
    record Line(@Nullable Intent kept, @Nullable String settled) {}

    /// A line on its way to the disk.
    ///
    /// @param text of the line; empty asks the writer to end
    /// @param done completes once it is there, or with the reason why it is not
    private record Entry(Line line, String text, CompletableFuture<@Nullable Void> done) {
        boolean ends() {
            return text.isEmpty();
        }
    }

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
            open = true;
            writer.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the bot's folder " + folder, e);
        }
    }

    /// Intents hold corrections of customers' texts: nobody else on the machine reads them.
    private static FileAttribute<?>[] ownerOnly(String mode) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    /// The lock goes with the channel.
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
        end = 0;
        for (int start = 0, i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                take(new String(bytes, start, i - start, StandardCharsets.UTF_8));
                start = i + 1;
                end = start;
            }
        }
        file.truncate(end);
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
        synchronized (pending) {
            return new ArrayList<>(pending.values());
        }
    }

    /// How often the disk was asked to make something safe.
    long syncs() {
        return syncs.sum();
    }

    /// Returns once the intent is on the disk.
    ///
    /// @throws UncheckedIOException when it is not; nothing of it is kept then
    void keep(Intent intent) {
        try {
            append(new Line(intent, null)).join();
        } catch (CompletionException e) {
            throw new UncheckedIOException("cannot write the journal", new IOException(e.getCause()));
        }
    }

    /// Notes that an intent needs no more. Not waited for: one that is sent again is recognised by its key.
    void settle(String key) {
        var unused = append(new Line(null, key)).exceptionally(failure -> {
            log.warn(
                    "not noted as settled, it is tried again after a restart key={} error={}", key, failure.toString());
            return null;
        });
    }

    /// Empties the file as soon as nothing in it is pending, be that now or after the last of them.
    void emptyOnceSettled() {
        emptyOnceSettled = true;
        // A line without a meaning makes the writer look.
        var unused = append(new Line(null, null)).exceptionally(failure -> {
            log.warn("the journal could not be emptied, the next decision empties it error={}", failure.toString());
            return null;
        });
    }

    private CompletableFuture<@Nullable Void> append(Line line) {
        Entry entry = new Entry(line, Json.write(line) + "\n", new CompletableFuture<>());
        if (!open) {
            entry.done().completeExceptionally(new IOException("the journal is not open"));
        } else {
            queue.add(entry);
        }
        return entry.done();
    }

    private void run() {
        List<Entry> batch = new ArrayList<>();
        boolean ending = false;
        while (!ending) {
            try {
                batch.add(queue.take());
            } catch (InterruptedException e) {
                // Nobody interrupts this thread; should somebody, what was taken on is written all the same.
                continue;
            }
            queue.drainTo(batch, MOST_AT_ONCE - 1);
            ending = batch.stream().anyMatch(Entry::ends);
            write(batch);
            batch.clear();
        }
    }

    private void write(List<Entry> batch) {
        FileChannel to = Objects.requireNonNull(file);
        try {
            ByteBuffer lines = StandardCharsets.UTF_8.encode(
                    batch.stream().map(Entry::text).collect(Collectors.joining()));
            long at = end;
            while (lines.hasRemaining()) {
                at += to.write(lines, at);
            }
            if (batch.stream().anyMatch(entry -> entry.line().kept() != null)) {
                to.force(false);
                syncs.increment();
            }
            end = at;
            noteAll(batch, to);
            batch.forEach(entry -> entry.done().complete(null));
        } catch (IOException | RuntimeException | Error e) {
            // Whoever was refused must not be carried out after a restart.
            cutBack(to);
            batch.forEach(entry -> entry.done().completeExceptionally(e));
        }
    }

    private void noteAll(List<Entry> batch, FileChannel to) throws IOException {
        synchronized (pending) {
            for (Entry entry : batch) {
                if (entry.line().kept() != null) {
                    pending.put(entry.line().kept().key(), entry.line().kept());
                } else if (entry.line().settled() != null) {
                    pending.remove(entry.line().settled());
                }
            }
            if (pending.isEmpty() && (end > WORTH_EMPTYING || emptyOnceSettled)) {
                to.truncate(0);
                end = 0;
                emptyOnceSettled = false;
            }
        }
    }

    private void cutBack(FileChannel to) {
        try {
            to.truncate(end);
        } catch (IOException e) {
            // The next line is written over it.
            log.warn("the journal could not be cut back error={}", e.toString());
        }
    }

    /// Writes what was taken on, and no more.
    @Override
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        queue.add(new Entry(new Line(null, null), "", new CompletableFuture<>()));
        try {
            writer.join();
            Objects.requireNonNull(file).close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            log.warn("the journal did not close cleanly error={}", e.toString());
        }
        refuseRest();
    }

    /// What slipped in while the writer was ending would wait for ever.
    private void refuseRest() {
        List<Entry> rest = new ArrayList<>();
        queue.drainTo(rest);
        rest.forEach(entry -> entry.done().completeExceptionally(new IOException("the journal is closed")));
    }
}
