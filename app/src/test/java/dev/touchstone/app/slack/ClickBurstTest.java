package dev.touchstone.app.slack;

import static dev.touchstone.app.slack.Stage.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.bot.Bot;
import dev.touchstone.sandbox.SandboxConfig;
import dev.touchstone.sandbox.StandardWorkspace;
import dev.touchstone.sandbox.hand.Ack;
import dev.touchstone.sandbox.hand.SeenMessage;
import dev.touchstone.sandbox.workspace.Channel;
import dev.touchstone.sandbox.workspace.Seed;
import dev.touchstone.sandbox.workspace.User;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many clicks at the same moment. Slack waits three seconds for each.
class ClickBurstTest {
    private static final int PEOPLE = 750;
    private static final int SMALL = 50;
    private static final int SMALL_BURSTS = 2;

    @TempDir
    private Path folder;

    @Test
    void everyClickOfABurstIsAcknowledgedInTimeAndCarriedOut() throws Exception {
        try (Stage stage = new Stage(folder, SandboxConfig.standard().withSeed(crowd()))) {
            int cards = SMALL * (SMALL_BURSTS + 1);
            stage.put("{\"max_open_cards\": 100}");
            stage.put(new PipelineName("second"), "{\"max_open_cards\": 100}");
            Bot bot = stage.bot();
            for (int i = 0; i < cards; i++) {
                var unused = stage.post(
                        new PipelineName(i < 100 ? Stage.PIPELINE : "second"), "o-" + i, "The answer to " + i + ".");
            }
            await().dontCatchUncaughtExceptions()
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> stage.openCards().size() == cards);
            List<SeenMessage> open = stage.openCards();
            List<String> unacknowledged = new CopyOnWriteArrayList<>();

            List<Duration> small = new ArrayList<>();
            for (int burst = 0; burst < SMALL_BURSTS; burst++) {
                small.addAll(burst(stage, SMALL, open.subList(burst * SMALL, (burst + 1) * SMALL), unacknowledged));
            }
            tell("bursts of 50", small, unacknowledged);
            assertThat(unacknowledged).isEmpty();
            Stage.until(() -> stage.openCards().size() == SMALL);

            // While the backend is away the cards stay as they are, so that many can click on one.
            stage.gate.goAway();
            List<Duration> large = burst(stage, PEOPLE, open.subList(cards - SMALL, cards), unacknowledged);
            tell("burst of 750", large, unacknowledged);
            assertThat(unacknowledged).isEmpty();
            Stage.until(() -> bot.waitingIntents() == PEOPLE);

            stage.gate.comeBack();
            await().dontCatchUncaughtExceptions()
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> stage.openCards().isEmpty() && bot.waitingIntents() == 0);
        }
    }

    private static List<Duration> burst(Stage stage, int clicks, List<SeenMessage> cards, List<String> unacknowledged)
            throws Exception {
        List<Duration> took = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Ack>> acks = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < clicks; i++) {
                SeenMessage card = cards.get(i % cards.size());
                String user = user(i);
                acks.add(threads.submit(() -> {
                    go.await();
                    long start = System.nanoTime();
                    Ack ack = stage.slack.hand(user).click(card, "review.approve");
                    took.add(Duration.ofNanos(System.nanoTime() - start));
                    return ack;
                }));
            }
            go.countDown();
        }
        for (Future<Ack> click : acks) {
            Ack ack = click.get();
            if (!ack.acked()) {
                unacknowledged.add(ack.why());
            }
        }
        return took;
    }

    private static void tell(String what, List<Duration> took, List<String> unacknowledged) {
        System.out.printf(
                "%s: p50=%s p99=%s max=%s unacknowledged=%d%n",
                what, at(took, 50), at(took, 99), at(took, 100), unacknowledged.size());
    }

    private static Duration at(List<Duration> times, int percent) {
        List<Duration> sorted = times.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    private static String user(int number) {
        return "U0CROWD" + number;
    }

    private static Seed crowd() {
        Seed standard = StandardWorkspace.seed();
        List<User> users = new ArrayList<>(standard.users());
        Set<String> members = new HashSet<>(Set.of(StandardWorkspace.ALICE, StandardWorkspace.BOT));
        for (int i = 0; i < PEOPLE; i++) {
            users.add(User.member(user(i), "crowd" + i, "Crowd " + i));
            members.add(user(i));
        }
        return new Seed(
                standard.team(),
                standard.app(),
                users,
                List.of(Channel.of(CHANNEL, "llm-reviews", "Outputs that need a human", members)),
                standard.groups());
    }
}
