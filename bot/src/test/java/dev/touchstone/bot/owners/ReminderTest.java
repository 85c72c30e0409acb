package dev.touchstone.bot.owners;

import static dev.touchstone.bot.owners.OwnerStage.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.delivery.DeliveryKind;
import dev.touchstone.api.delivery.Notice;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.report.Reminder;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.bot.card.OwnerSamples;
import dev.touchstone.sandbox.SandboxConfig;
import dev.touchstone.sandbox.StandardWorkspace;
import dev.touchstone.sandbox.hand.SeenMessage;
import dev.touchstone.sandbox.hand.SlackHand;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reminders, notices, and what `/review` says of a week.
class ReminderTest {
    private static final Reviewer ALICE = new Reviewer(new ReviewerId("slack:U0ALICE"), "alice");

    private static final String SETTLED =
            OwnerSamples.examples().getFirst().review().id().value();

    @TempDir
    private Path folder;

    private OwnerStage stage;

    @BeforeEach
    void start() {
        stage = new OwnerStage(folder, SandboxConfig.standard());
        stage.backend.put(OwnerSamples.waiting("How long is the warranty on the espresso machine?"));
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    private String remind(@Nullable Reviewer reviewer, String channel, String... reviews) {
        List<Reminder.Due> due = Arrays.stream(reviews)
                .map(id -> new Reminder.Due(new ReviewId(id), Instant.EPOCH))
                .toList();
        return stage.backend
                .outbox()
                .add(
                        DeliveryKind.REMINDER,
                        channel,
                        "reminder-1",
                        new Reminder(reviewer, new PipelineName(OwnerSamples.PIPELINE), due.size(), due));
    }

    @Test
    void theReviewerIsRemindedInADirectMessageAndReviewsFromThere() {
        stage.await(remind(ALICE, "slack:U0ALICE", OwnerSamples.WAITING, SETTLED, "no-such-review"));

        SlackHand alice = stage.alice();
        SeenMessage reminder = alice.awaitMessage(
                alice.directChannel(),
                message -> message.words().contains("1 review you hold in *support-bot* is due or overdue"));
        assertThat(reminder.words()).contains("espresso machine").doesNotContain("nach 40 Tagen");
        assertThat(alice.messages(CHANNEL)).isEmpty();
        assertThat(alice.click(reminder, "review.open").acked()).isTrue();
        alice.awaitModal(view -> view.callbackId().equals("modal.session"));
    }

    @Test
    void aLostAnswerRemindsOnce() {
        stage.slack.faults().loseReply("chat.postMessage", 1);

        stage.await(remind(ALICE, "slack:U0ALICE", OwnerSamples.WAITING));

        assertThat(stage.alice().messages(stage.alice().directChannel())).hasSize(1);
    }

    @Test
    void whatIsSettledNeedsNoReminder() {
        stage.await(remind(ALICE, "slack:U0ALICE", SETTLED));

        assertThat(stage.slack.traffic().count("chat.postMessage")).isZero();
    }

    @Test
    void theEscalationChannelHearsOfWhatNobodyTook() {
        stage.await(remind(null, "#llm-quality", OwnerSamples.WAITING));

        assertThat(stage.alice().messages(StandardWorkspace.QUALITY))
                .singleElement()
                .satisfies(message -> assertThat(message.words()).contains("past due and undecided"));
    }

    @Test
    void aNoticeIsPlainText() {
        stage.await(stage.backend
                .outbox()
                .add(
                        DeliveryKind.NOTICE,
                        CHANNEL,
                        "judge-1",
                        new Notice("The judge <!channel> has spent its budget.")));

        SeenMessage notice = stage.only(message -> message.words().contains("has spent its budget"));
        assertThat(notice.text()).contains("&lt;!channel&gt;");
    }

    @Test
    void theCommandTellsOfTheWeek() {
        stage.alice().command(CHANNEL, "/review digest 2026-w47");
        SeenMessage digest = stage.alice()
                .awaitMessage(
                        CHANNEL,
                        message -> message.isEphemeral() && message.words().contains("Week 47"));
        assertThat(digest.words()).contains("Quality fell to 80.3 %", "19 open, none past due", "Six steady weeks");

        stage.alice().command(CHANNEL, "/review digest nobodys-bot");
        stage.alice()
                .awaitMessage(
                        CHANNEL,
                        message -> message.isEphemeral() && message.words().contains("no digest of nobodys-bot"));

        stage.alice().command(CHANNEL, "/review stats");
        SeenMessage stats = stage.alice()
                .awaitMessage(
                        CHANNEL,
                        message -> message.isEphemeral() && message.words().contains("You decided"));
        assertThat(stats.words()).contains("80.3 % (73.4–86.2 %, n = 113 of 4,120)");
    }
}
