package dev.touchstone.app.slack;

import static dev.touchstone.app.slack.Stage.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.sandbox.SandboxConfig;
import dev.touchstone.sandbox.StandardWorkspace;
import dev.touchstone.sandbox.hand.SeenMessage;
import dev.touchstone.sandbox.workspace.Channel;
import dev.touchstone.sandbox.workspace.Seed;
import dev.touchstone.sandbox.workspace.User;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fifty people and one card.
class CrowdTest {
    private static final int PEOPLE = 50;

    @TempDir
    private Path folder;

    @Test
    void fiftyClicksMakeOneDecisionAndTheOthersHearWhoWon() throws Exception {
        try (Stage stage = new Stage(folder, SandboxConfig.standard().withSeed(crowd()))) {
            stage.bot();
            SeenMessage card = stage.card("o-1");

            List<Future<Boolean>> clicks = new ArrayList<>();
            CountDownLatch go = new CountDownLatch(1);
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < PEOPLE; i++) {
                    String user = user(i);
                    clicks.add(threads.submit(() -> {
                        go.await();
                        return stage.slack
                                .hand(user)
                                .click(card, "review.approve")
                                .acked();
                    }));
                }
                go.countDown();
            }

            for (Future<Boolean> click : clicks) {
                assertThat(click.get()).isTrue();
            }
            Stage.until(() -> stage.calls("chat.postEphemeral").size() == PEOPLE - 1);
            assertThat(stage.onlyHistory()).containsExactly(DecisionAction.APPROVE);
            String winner = stage.decided().decision().reviewer().id().value().substring("slack:".length());
            for (int i = 0; i < PEOPLE; i++) {
                List<SeenMessage> told = stage.slack.hand(user(i)).ephemerals(CHANNEL);
                if (user(i).equals(winner)) {
                    assertThat(told).isEmpty();
                } else {
                    assertThat(told)
                            .singleElement()
                            .satisfies(message ->
                                    assertThat(message.words()).contains("Already approved by <@" + winner + ">"));
                }
            }
            assertThat(stage.calls("chat.update")).hasSize(1);
        }
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
