package dev.touchstone.bot.posting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.delivery.Receipt;
import dev.touchstone.api.id.ReviewId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UndoWindowsTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @TempDir
    private Path folder;

    private final BlockingQueue<String> drawn = new LinkedBlockingQueue<>();

    private UndoWindows windows() {
        return new UndoWindows(folder, InstantSource.fixed(NOW));
    }

    @Test
    void aCardThatCannotBeDrawnDoesNotKeepUndoOnTheOthers() throws InterruptedException {
        try (UndoWindows windows = windows()) {
            windows.note(new Receipt("C1", "1.1"), new ReviewId("broken"), NOW.minusSeconds(1));
            windows.start((at, review) -> {
                if (review.equals(new ReviewId("broken"))) {
                    drawn.add(review.value());
                    throw new IllegalStateException("a defect");
                }
                return drawn.add(review.value());
            });
            assertThat(drawn.poll(30, TimeUnit.SECONDS)).isEqualTo("broken");

            windows.note(new Receipt("C1", "1.2"), new ReviewId("sound"), NOW);

            assertThat(drawn.poll(30, TimeUnit.SECONDS)).isEqualTo("sound");
        }
    }

    @Test
    void whatWasDueWhileTheBotWasAwayIsDrawnAtItsStart() throws InterruptedException {
        try (UndoWindows before = windows()) {
            before.note(new Receipt("C1", "1.1"), new ReviewId("due"), NOW);
            before.note(new Receipt("C1", "1.2"), new ReviewId("later"), NOW.plusSeconds(3600));
        }

        try (UndoWindows after = windows()) {
            after.start((at, review) -> drawn.add(review.value()));

            assertThat(drawn.poll(30, TimeUnit.SECONDS)).isEqualTo("due");
        }
        assertThat(drawn).isEmpty();
    }
}
