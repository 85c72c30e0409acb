package dev.touchstone.bot.intent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.bot.intent.Backlog.Next;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private final BlockingQueue<String> tried = new LinkedBlockingQueue<>();

    @Test
    void nothingIsTriedBehindAnAbsentBackend() throws Exception {
        try (Backlog backlog = new Backlog(intent -> {
            tried.add(intent.key());
            return Next.STOP;
        })) {
            backlog.add(intent("1", new ReviewId("r1")), true);
            backlog.add(intent("2", new ReviewId("r2")), true);
            backlog.start();

            assertThat(next(2)).containsExactly("1", "1");
            assertThat(backlog.isAhead(intent("3", new ReviewId("r3")))).isTrue();
        }
    }

    @Test
    void oneThatCannotBeAppliedHoldsOnlyItsOwnReview() throws Exception {
        try (Backlog backlog = new Backlog(intent -> {
            tried.add(intent.key());
            return intent.key().equals("1") ? Next.SKIP : Next.DONE;
        })) {
            backlog.add(intent("1", new ReviewId("r1")), false);
            backlog.add(intent("2", new ReviewId("r2")), false);
            backlog.start();

            assertThat(next(3)).containsExactly("1", "2", "1");
            assertThat(backlog.size()).isEqualTo(1);
            assertThat(backlog.isAhead(intent("3", new ReviewId("r3")))).isFalse();
            assertThat(backlog.isAhead(intent("4", new ReviewId("r1")))).isTrue();
        }
    }

    @Test
    void aDefectInOneDoesNotStopTheRest() throws Exception {
        try (Backlog backlog = new Backlog(intent -> {
            tried.add(intent.key());
            if (intent.key().equals("1")) {
                throw new IllegalStateException("a defect");
            }
            return Next.DONE;
        })) {
            backlog.add(intent("1", new ReviewId("r1")), false);
            backlog.add(intent("2", new ReviewId("r2")), false);
            backlog.start();

            assertThat(next(2)).containsExactly("1", "2");
        }
    }

    private List<String> next(int count) throws InterruptedException {
        String[] keys = new String[count];
        for (int i = 0; i < count; i++) {
            keys[i] = tried.poll(10, TimeUnit.SECONDS);
        }
        return List.of(keys);
    }

    private static Intent intent(String key, ReviewId review) {
        return new Intent(
                key,
                "U1",
                review,
                NewDecision.approve(Reviewer.of(new ReviewerId("slack:U1")), 0, null),
                null,
                null,
                null,
                Instant.EPOCH);
    }
}
