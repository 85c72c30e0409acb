package dev.touchstone.bot.card;

import static dev.touchstone.bot.card.Details.LINKS;
import static dev.touchstone.bot.card.Details.NOW;
import static dev.touchstone.bot.card.OwnerSamples.ALICE;
import static dev.touchstone.bot.card.OwnerSamples.BOB;
import static dev.touchstone.bot.card.OwnerSamples.ISSUE;
import static dev.touchstone.bot.card.OwnerSamples.OPENED;
import static dev.touchstone.bot.card.OwnerSamples.RAISE;
import static dev.touchstone.bot.card.OwnerSamples.ROLL_BACK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.alarm.AlarmAction;
import dev.touchstone.api.alarm.AlarmDetail;
import dev.touchstone.api.alarm.AlarmState;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.judge.CommitteeAnswer;
import dev.touchstone.api.report.Digest;
import dev.touchstone.api.report.Reminder;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.wire.TrendPoint;
import dev.touchstone.bot.card.alarm.AlarmMessage;
import dev.touchstone.bot.card.alarm.AlarmView;
import dev.touchstone.bot.card.digest.DigestMessage;
import dev.touchstone.bot.card.digest.DigestSummary;
import dev.touchstone.bot.card.home.ReviewerStats;
import dev.touchstone.bot.card.home.StatsMessage;
import dev.touchstone.bot.card.kit.ActionIds;
import dev.touchstone.bot.card.kit.ChartBlock;
import dev.touchstone.bot.card.kit.Links;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.kit.NoticeMessage;
import dev.touchstone.bot.card.kit.Picture;
import dev.touchstone.bot.card.kit.TrendText;
import dev.touchstone.bot.card.review.CommitteeBlocks;
import dev.touchstone.bot.card.review.ReminderMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What owners are shown, as it is approved in `src/test/resources/cards`.
class OwnerApprovalTest {
    private static final List<AlarmAction> ACTIONS = List.of(RAISE, ROLL_BACK, ISSUE);

    private static AlarmView view(OwnerSamples.Episode episode) {
        return new AlarmView(episode.detail(), ACTIONS, OwnerSamples.examples());
    }

    private static OwnerSamples.Episode regression() {
        return OwnerSamples.regression(List.of(new ReviewId("r1"), new ReviewId("r2"), new ReviewId("r3")));
    }

    private static AlarmDetail.Run run(String action, String state, String outcome) {
        return new AlarmDetail.Run("run-" + action, action, state, OPENED.plusSeconds(300), outcome, ALICE);
    }

    @Test
    void alarmThatNobodyHasTakenOn() {
        Approved.verify("alarm-open", AlarmMessage.of(view(regression()), false));
        Approved.verify("alarm-drawn", AlarmMessage.of(view(regression()), true));
        Approved.verify(
                "alarm-with-console",
                AlarmMessage.of(
                        new AlarmView(
                                regression().state(AlarmState.RECOVERED).detail(),
                                ACTIONS,
                                List.of(),
                                new Links("https://touchstone.example/console")),
                        false));
        Approved.verify("alarm-plain", AlarmMessage.plain(view(regression())));
    }

    @Test
    void alarmThatIsTakenOnWithWhatWasDone() {
        OwnerSamples.Episode episode = regression()
                .state(AlarmState.ACKNOWLEDGED)
                .ran(run("raise-audit", "done", "audit rate 5 % → 25 %"))
                .ran(run("open-issue", "done", "opened https://github.com/acme/shop/issues/17"))
                .ran(run("page", "failed", "PagerDuty answered 429; tried again in 5 min"));

        Approved.verify("alarm-acknowledged", AlarmMessage.of(view(episode), false));
    }

    @Test
    void alarmThatIsMuted() {
        Approved.verify("alarm-muted", AlarmMessage.of(view(regression().state(AlarmState.MUTED)), false));
    }

    @Test
    void alarmThatIsOver() {
        OwnerSamples.Episode episode = regression()
                .takenOnBy(BOB)
                .ran(run("raise-audit", "undone", "audit rate is 5 % again"))
                .state(AlarmState.RECOVERED);

        Message message = AlarmMessage.of(view(episode), false);

        Approved.verify("alarm-recovered", message);
        assertThat(BlockLimits.json(message).toString()).doesNotContain(ActionIds.ALARM_MUTE, ActionIds.ALARM_ACT);
    }

    @Test
    void alarmWithActionsThatOnlySayWhatTheyWouldDo() {
        AlarmAction dry = new AlarmAction(
                "roll-back", AlarmAction.Type.WEBHOOK, List.of(), true, true, null, "https://deploy.example/rollback");
        AlarmAction threshold =
                new AlarmAction("tighten", AlarmAction.Type.TIGHTEN_THRESHOLD, List.of(), false, true, 0.9, null);
        AlarmDetail before = regression()
                .ran(run("open-issue", "dry_run", "would open an issue in acme/shop"))
                .detail();
        AlarmDetail detail = new AlarmDetail(
                before.alarm(),
                List.of(),
                before.actions(),
                List.of("roll-back", "tighten"),
                List.of(),
                List.of(),
                List.of());

        Approved.verify(
                "alarm-dry-run", AlarmMessage.of(new AlarmView(detail, List.of(dry, threshold), List.of()), false));
    }

    @Test
    void alarmAboutNoRate() {
        Approved.verify(
                "alarm-no-rate",
                AlarmMessage.of(new AlarmView(OwnerSamples.stalled().detail(), ACTIONS, List.of()), true));
    }

    @Test
    void digestWithChartsThatSlackDraws() {
        Digest digest = OwnerSamples.digest();

        Approved.verify("digest-drawn", DigestMessage.of(digest, DigestMessage.drawable(digest), LINKS));
    }

    @Test
    void digestWithPictures() {
        Map<String, Picture> pictures = Map.of(
                "quality", new Picture.Uploaded("F0QUALITY"), "reasons", new Picture.Missing("Slack refused it"));

        Approved.verify("digest-pictures", DigestMessage.of(OwnerSamples.digest(), pictures, Links.NONE));
        Approved.verify("digest-plain", DigestMessage.plain(OwnerSamples.digest(), LINKS));
    }

    @Test
    void digestOfAWeekWithoutReviewsInventsNothing() {
        Digest full = OwnerSamples.digest();
        Digest empty = new Digest(
                full.id(),
                full.pipeline(),
                new Digest.Period(
                        full.period().week(),
                        full.period().zone(),
                        full.period().from(),
                        full.period().to()),
                full.period().from().plus(Duration.ofDays(2)),
                "Nobody reviewed anything this week, so nothing can be said about quality.",
                new Digest.Sections(
                        List.of(full.sections().facts().get(6)),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()));

        Approved.verify("digest-empty", DigestMessage.of(empty, Map.of(), LINKS));
    }

    @Test
    void aCourseWithAGapIsNotDrawnBySlack() {
        List<TrendPoint> points = new ArrayList<>(OwnerSamples.errors());
        TrendPoint gap = points.get(3);
        points.set(3, new TrendPoint(gap.label(), gap.from(), null, null, 0));

        assertThat(ChartBlock.of("Quality", "line", "percent", "Quality", points))
                .isEmpty();
        assertThat(TrendText.of(points, true)).startsWith("▃▃▃·▃▃▆█  2026-W45");
    }

    @Test
    void answersToTheCommand() {
        Approved.verify("digest-summary", DigestSummary.of(List.of(OwnerSamples.digest())));
        Approved.verify(
                "stats-week",
                DigestSummary.below(
                        StatsMessage.of(new ReviewerStats(7, 30, 8, 2, Duration.ofSeconds(38), null, 12)),
                        List.of(OwnerSamples.digest())));
        Approved.verify("digest-nothing", DigestSummary.nothing("<!channel> 2026-W99"));
    }

    @Test
    void notices() {
        Approved.verify(
                "notice",
                NoticeMessage.of(
                        new PipelineName("support-bot"),
                        "The judge has spent 20 of 20 USD this week.\nIt goes on on Monday, 0:00."));
    }

    @Test
    void reminders() {
        ReviewDetail late = OwnerSamples.waiting("How long is the warranty on the espresso machine?");
        List<Reminder.Due> due = List.of(
                new Reminder.Due(new ReviewId("r1"), NOW),
                new Reminder.Due(new ReviewId("r2"), NOW),
                new Reminder.Due(new ReviewId("r3"), NOW));

        Approved.verify(
                "reminder-reviewer",
                ReminderMessage.of(
                        new Reminder(ALICE, new PipelineName("support-bot"), 3, due),
                        List.of(late, Details.text("Yes.").build()),
                        NOW));
        Approved.verify(
                "reminder-escalation",
                ReminderMessage.of(
                        new Reminder(null, new PipelineName("support-bot"), 14, due),
                        List.of(late),
                        NOW.plus(Duration.ofDays(2))));
    }

    @Test
    void committee() {
        List<CommitteeAnswer> answers = List.of(
                new CommitteeAnswer("gpt-5-mini", "No, only unworn shoes, within 30 days.", false, null),
                new CommitteeAnswer("qwen-large", "No. " + "Worn shoes stay yours. ".repeat(30), false, null),
                new CommitteeAnswer("mistral-large", "Yes, within 30 days.", true, null),
                new CommitteeAnswer("gemini-flash", "Only if they look new.", false, null),
                new CommitteeAnswer("llama-4", null, false, "timed out after 30 s"));

        Approved.verify(
                "committee",
                new Message(
                        "committee",
                        CommitteeBlocks.of(answers, Details.text("Yes.").build().review())));
        assertThat(CommitteeBlocks.of(
                        answers, Details.text("Yes.").blind().build().review()))
                .isEmpty();
        assertThat(CommitteeBlocks.of(List.of(), Details.text("Yes.").build().review()))
                .isEmpty();
    }
}
