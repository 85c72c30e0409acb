package dev.touchstone.bot.posting;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.UnreachableException;
import dev.touchstone.api.delivery.Receipt;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.wire.Json;
import dev.touchstone.bot.slack.SlackFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Resolved cards whose Undo must go when its time is over. They are kept in a file, so that a bot that was away
/// then does it when it is back; losing the file leaves buttons that the backend refuses or grants as they stand,
/// no more. Thread-safe.
public final class UndoWindows implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(UndoWindows.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration AGAIN = Duration.ofSeconds(30);
    private static final Duration LAST_CARD = Duration.ofSeconds(5);

    private final Path file;
    private final InstantSource clock;
    private final Map<Receipt, Entry> open = new LinkedHashMap<>();
    private final Thread loop = Thread.ofVirtual().name("undo-windows").unstarted(this::run);
    private Redraw redraw = (at, reviewId) -> false;

    /// @param folder the bot's own
    public UndoWindows(Path folder, InstantSource clock) {
        this.file = folder.resolve("undo-windows.jsonl");
        this.clock = clock;
    }

    /// Makes a message show its review as it is now.
    public interface Redraw {
        /// @return false when the message is gone
        boolean draw(Receipt at, ReviewId reviewId);
    }

    /// @param endsAtMs when to redraw the card, in epoch milliseconds
    private record Entry(Receipt card, ReviewId reviewId, long endsAtMs) {
        static Entry parse(String line) {
            return Json.read(line, Entry.class);
        }
    }

    /// Takes up what an earlier process left, and begins to redraw.
    public void start(Redraw how) {
        redraw = how;
        load();
        loop.start();
    }

    /// Notes that a card offers Undo until then. A later note about the same card replaces it.
    void note(Receipt card, ReviewId reviewId, Instant until) {
        Entry entry = new Entry(card, reviewId, until.toEpochMilli());
        synchronized (open) {
            if (entry.equals(open.put(card, entry))) {
                return;
            }
            append(Json.write(entry) + "\n");
        }
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            List<Entry> due = due();
            due.forEach(this::close);
            if (!due.isEmpty()) {
                save();
            }
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private List<Entry> due() {
        long now = clock.millis();
        synchronized (open) {
            return open.values().stream()
                    .filter(entry -> entry.endsAtMs() <= now)
                    .toList();
        }
    }

    private void close(Entry entry) {
        try {
            boolean unused = redraw.draw(entry.card(), entry.reviewId());
            settle(entry);
        } catch (SlackFailure.Refused e) {
            log.warn("undo left on card review={} error={}", entry.reviewId(), e.code());
            settle(entry);
        } catch (SlackFailure | UnreachableException e) {
            later(entry);
        } catch (ApiException e) {
            if (e.status() == 404) {
                settle(entry);
            } else {
                later(entry);
            }
        } catch (RuntimeException e) {
            // One card that cannot be drawn must not keep Undo on all others.
            log.error("undo left on card review={}", entry.reviewId(), e);
            settle(entry);
        }
    }

    private void settle(Entry entry) {
        synchronized (open) {
            open.remove(entry.card(), entry);
        }
    }

    private void later(Entry entry) {
        long again = clock.instant().plus(AGAIN).toEpochMilli();
        synchronized (open) {
            open.replace(entry.card(), entry, new Entry(entry.card(), entry.reviewId(), again));
        }
    }

    private void load() {
        synchronized (open) {
            try {
                if (Files.exists(file)) {
                    Files.readAllLines(file).stream()
                            .filter(line -> line.endsWith("}"))
                            .map(Entry::parse)
                            .forEach(entry -> open.put(entry.card(), entry));
                }
            } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
                log.warn("undo windows not read file={} error={}", file, e.toString());
            }
        }
    }

    /// Replaces the file by what is still open.
    private void save() {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        synchronized (open) {
            String lines = open.values().stream()
                    .map(entry -> Json.write(entry) + "\n")
                    .collect(Collectors.joining());
            try {
                Files.writeString(fresh, lines);
                Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                log.warn("undo windows not kept file={} error={}", file, e.toString());
            }
        }
    }

    private void append(String line) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            log.warn("undo windows not kept file={} error={}", file, e.toString());
        }
    }

    /// Nothing is drawn or written after it has returned, unless a card takes longer than a few seconds.
    @Override
    public void close() {
        loop.interrupt();
        try {
            loop.join(LAST_CARD.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
