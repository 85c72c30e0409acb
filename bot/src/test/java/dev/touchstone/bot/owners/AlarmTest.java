package dev.touchstone.bot.owners;

import static dev.touchstone.bot.owners.OwnerStage.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.alarm.AlarmNews;
import dev.touchstone.api.alarm.AlarmNews.What;
import dev.touchstone.api.alarm.AlarmState;
import dev.touchstone.api.delivery.DeliveryKind;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.bot.card.OwnerSamples;
import dev.touchstone.sandbox.SandboxConfig;
import dev.touchstone.sandbox.StandardWorkspace;
import dev.touchstone.sandbox.hand.Ack;
import dev.touchstone.sandbox.hand.SeenMessage;
import dev.touchstone.sandbox.hand.SlackHand;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An alarm from its first delivery to its last, and what people do about it meanwhile.
class AlarmTest {
    private static final String RAISE = "alarm.act.raise-audit";

    @TempDir
    private Path folder;

    private OwnerStage stage;

    @BeforeEach
    void start() {
        stage = new OwnerStage(folder, SandboxConfig.standard());
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    private static boolean isAlarm(SeenMessage message) {
        return !message.isEphemeral() && message.words().contains("Drift");
    }

    private SeenMessage shown() {
        return stage.only(AlarmTest::isAlarm);
    }

    private void told(SlackHand hand, String words) {
        SeenMessage unused = hand.awaitMessage(
                CHANNEL, message -> message.isEphemeral() && message.words().contains(words));
    }

    @Test
    void anAlarmIsOneMessageThatIsUpdatedInPlace() {
        stage.told(What.OPENED, null);
        SeenMessage opened = shown();
        assertThat(opened.words())
                .contains("⚠️ Drift: error 18.4 %, baseline 6.1 % (4.6–8.1 %)", "nobody has taken it on", "▃▃▃▃▃▃▆█");
        assertThat(stage.backend.alarm(OwnerSamples.ALARM).messages()).hasSize(1);

        stage.told(What.WORSENED, "It is worse than yesterday: 24 % (18–31 %, n = 240).");
        stage.backend.change(OwnerSamples.ALARM, episode -> episode.state(AlarmState.RECOVERED));
        stage.told(What.RECOVERED, "The error rate is back at 6 %.");

        SeenMessage over = shown();
        assertThat(over.ts()).isEqualTo(opened.ts());
        assertThat(over.words()).contains("✅ Recovered after 3 h");
        assertThat(over.actionIds()).noneMatch(id -> id.startsWith("alarm."));
        assertThat(stage.alice().thread(CHANNEL, opened.ts()))
                .extracting(SeenMessage::text)
                .hasSize(3)
                .contains("It is worse than yesterday: 24 % (18–31 %, n = 240).", "The error rate is back at 6 %.");
        assertThat(stage.backend.alarm(OwnerSamples.ALARM).messages()).hasSize(1);
    }

    @Test
    void whoeverReviewsMayTakeItOn() {
        stage.told(What.OPENED, null);
        SeenMessage alarm = shown();

        Ack ack = stage.bob().click(alarm, "alarm.acknowledge");

        assertThat(ack.acked()).isTrue();
        SeenMessage taken = stage.alice()
                .awaitMessage(CHANNEL, alarm.ts(), message -> message.words().contains("taken on by <@U0BOB>"));
        assertThat(taken.offers("alarm.acknowledge")).isFalse();
        assertThat(stage.backend.alarm(OwnerSamples.ALARM).alarm().course().acknowledgedBy())
                .isEqualTo(new Reviewer(new ReviewerId("slack:U0BOB"), "bob"));

        stage.alice().click(taken, "alarm.mute");
        SeenMessage muted = stage.alice()
                .awaitMessage(CHANNEL, alarm.ts(), message -> message.words().contains("*Muted*"));
        assertThat(muted.offers("alarm.mute")).isFalse();
    }

    @Test
    void aButtonPressedTwiceActsOnce() throws Exception {
        stage.told(What.OPENED, null);
        SeenMessage alarm = shown();
        try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Ack>> clicks = List.of(
                    () -> stage.alice().click(alarm, RAISE), () -> stage.bob().click(alarm, RAISE));
            for (Future<Ack> click : hands.invokeAll(clicks)) {
                assertThat(click.get().acked()).isTrue();
            }
        }

        SeenMessage started = stage.alice()
                .awaitMessage(CHANNEL, alarm.ts(), message -> message.words().contains("audit rate 5 % → 25 %"));
        OwnerStage.until(() -> !stage.alice().ephemerals(CHANNEL).isEmpty()
                || !stage.bob().ephemerals(CHANNEL).isEmpty());
        assertThat(started.offers(RAISE)).isFalse();
        assertThat(stage.backend.acts()).isEqualTo(1);
        SlackHand second = stage.alice().ephemerals(CHANNEL).isEmpty() ? stage.bob() : stage.alice();
        told(second, "Already started by");
    }

    @Test
    void whoMayNotReviewIsToldWhy() {
        stage.told(What.OPENED, null);
        SlackHand guest = stage.slack.hand(StandardWorkspace.GUEST);

        guest.click(shown(), "alarm.acknowledge");

        told(guest, "You may not act on alarms of *support-bot*: guests of this workspace do not review");
        assertThat(stage.backend.acts()).isZero();
    }

    @Test
    void whenTheBackendIsAwayItIsSaid() {
        stage.told(What.OPENED, null);
        SeenMessage alarm = shown();
        stage.backend.away(true);

        Ack ack = stage.alice().click(alarm, RAISE);

        assertThat(ack.acked()).isTrue();
        told(stage.alice(), "Touchstone cannot take this just now, and did nothing");
        stage.backend.away(false);
        stage.alice().click(alarm, RAISE);
        stage.alice()
                .awaitMessage(CHANNEL, alarm.ts(), message -> message.words().contains("audit rate 5 % → 25 %"));
    }

    @Test
    void aLostAnswerLeavesOneMessage() {
        stage.slack.faults().loseReply("chat.postMessage", 1);

        stage.told(What.OPENED, null);

        assertThat(shown().offers(RAISE)).isTrue();
        assertThat(stage.backend.alarm(OwnerSamples.ALARM).messages()).hasSize(1);
    }

    @Test
    void whileSlackIsAwayItWaits() {
        stage.slack.faults().goAway();
        String delivery = stage.tell(What.OPENED, "Opened while Slack was away.");
        OwnerStage.until(() -> !stage.backend.outbox().errors().isEmpty());

        stage.slack.faults().comeBack();

        stage.await(delivery);
        assertThat(stage.alice().thread(CHANNEL, shown().ts())).hasSize(2);
        assertThat(stage.backend.outbox().givenUp()).isEmpty();
    }

    @Test
    void aDeletedMessageComesBackOnlyWhenItGetsWorse() {
        stage.told(What.OPENED, null);
        stage.slack.faults().deleteMessage(CHANNEL, shown().ts());

        stage.told(What.ACTED, "The audit rate is 25 % now.");
        assertThat(stage.alice().messages(CHANNEL)).noneMatch(AlarmTest::isAlarm);

        stage.told(What.WORSENED, null);
        assertThat(shown().offers(RAISE)).isTrue();
    }

    @Test
    void anExampleCanBeRead() {
        stage.told(What.OPENED, null);

        stage.alice().click(shown(), "review.full");

        assertThat(stage.alice()
                        .awaitModal(view -> view.words().contains("nach 40 Tagen"))
                        .words())
                .contains("Ja, innerhalb von 90 Tagen.");
    }

    @Test
    void anAlarmThatIsGoneIsNotShown() {
        String delivery = stage.backend
                .outbox()
                .add(DeliveryKind.ALARM, CHANNEL, "no-such-alarm", new AlarmNews(What.OPENED, null));

        stage.await(delivery);

        assertThat(stage.alice().messages(CHANNEL)).noneMatch(AlarmTest::isAlarm);
    }
}
