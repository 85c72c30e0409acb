package dev.touchstone.bot.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.api.delivery.Receipt;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.UndoRequest;
import dev.touchstone.api.wire.Reviewer;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsKeptIsThereAfterARestartInOrder() {
        Intent approval = approval("1");
        Intent undo = new Intent(
                "2",
                "U1",
                new ReviewId("r2"),
                null,
                new UndoRequest(Reviewer.of(new ReviewerId("slack:U1")), 3, "slip"),
                null,
                null,
                Instant.EPOCH);
        try (Journal journal = opened()) {
            journal.keep(approval);
            journal.keep(undo);
        }

        try (Journal journal = opened()) {
            assertThat(journal.pending()).containsExactly(approval, undo);
        }
    }

    @Test
    void whatIsSettledIsGone() {
        try (Journal journal = opened()) {
            journal.keep(approval("1"));
            journal.keep(approval("2"));
            journal.settle("1");
        }

        try (Journal journal = opened()) {
            assertThat(journal.pending()).containsExactly(approval("2"));
        }
    }

    @Test
    void aLineCutShortByACrashIsDroppedAndTheNextOneIsWhole() throws Exception {
        try (Journal journal = opened()) {
            journal.keep(approval("1"));
        }
        Files.writeString(file(), "{\"kept\":{\"key\":\"2\",\"us", StandardOpenOption.APPEND);

        try (Journal journal = opened()) {
            assertThat(journal.pending()).containsExactly(approval("1"));
            journal.keep(approval("3"));
        }

        try (Journal journal = opened()) {
            assertThat(journal.pending()).containsExactly(approval("1"), approval("3"));
        }
    }

    @Test
    void anUnreadableLineCostsNoOther() throws Exception {
        Files.createDirectories(folder);
        Files.writeString(file(), "not json\n");
        try (Journal journal = opened()) {
            journal.keep(approval("1"));
        }

        try (Journal journal = opened()) {
            assertThat(journal.pending()).containsExactly(approval("1"));
        }
    }

    @Test
    void aSecondBotIsTurnedAway() {
        try (Journal journal = opened()) {
            assertThat(journal.pending()).isEmpty();
            assertThatThrownBy(this::opened)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasRootCauseMessage(
                            file() + " belongs to a bot that is running; give each bot a folder of its own");
        }
    }

    @Test
    void theFileIsEmptiedWhenNothingIsPending() throws Exception {
        try (Journal journal = opened()) {
            for (int i = 0; i < 3_000; i++) {
                journal.keep(approval("k" + i));
                journal.settle("k" + i);
            }
        }

        assertThat(Files.size(file())).isLessThan(1024 * 1024);
    }

    @Test
    void manyKeepAtOnce() throws Exception {
        try (Journal journal = opened();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> kept = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                Intent intent = approval("k" + i);
                kept.add(threads.submit(() -> journal.keep(intent)));
            }
            for (Future<?> one : kept) {
                one.get();
            }
        }

        try (Journal journal = opened()) {
            assertThat(journal.pending()).hasSize(50);
        }
    }

    /// Linux refuses every write to this file as a full disk does.
    @Test
    void whatAFullDiskDoesNotTakeIsRefusedAndNothingOfItIsKept() throws Exception {
        Files.createDirectories(folder);
        Files.createSymbolicLink(file(), Path.of("/dev/full"));
        try (Journal journal = opened()) {
            assertThatThrownBy(() -> journal.keep(approval("1")))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasRootCauseMessage("No space left on device");
            assertThat(journal.pending()).isEmpty();
        }
    }

    @Test
    void aBurstSharesItsSyncsAndWhoIsInterruptedCostsNobodyElseTheJournal() throws Exception {
        try (Journal journal = opened();
                ExecutorService threads = Executors.newFixedThreadPool(200)) {
            List<Future<?>> kept = new ArrayList<>();
            for (int i = 0; i < 750; i++) {
                Intent intent = approval("k" + i);
                boolean interrupted = i % 10 == 0;
                kept.add(threads.submit(() -> {
                    if (interrupted) {
                        Thread.currentThread().interrupt();
                    }
                    journal.keep(intent);
                }));
            }
            for (Future<?> one : kept) {
                one.get();
            }
            assertThat(journal.syncs()).isLessThan(500);
        }

        try (Journal journal = opened()) {
            assertThat(journal.pending()).hasSize(750);
        }
    }

    private Journal opened() {
        Journal journal = new Journal(folder);
        journal.open();
        return journal;
    }

    private Path file() {
        return folder.resolve("intents.jsonl");
    }

    private static Intent approval(String key) {
        return new Intent(
                key,
                "U1",
                new ReviewId("r1"),
                NewDecision.approve(Reviewer.of(new ReviewerId("slack:U1")), 0, 1.5),
                null,
                new Receipt("C1", "1.2"),
                "C1",
                Instant.EPOCH);
    }
}
