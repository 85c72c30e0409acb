package dev.touchstone.bot.card;

import static dev.touchstone.bot.card.Details.LINKS;
import static dev.touchstone.bot.card.Details.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.alarm.AlarmAction;
import dev.touchstone.api.alarm.AlarmDetail;
import dev.touchstone.api.alarm.AlarmKind;
import dev.touchstone.api.alarm.AlarmState;
import dev.touchstone.api.delivery.Receipt;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.judge.CommitteeAnswer;
import dev.touchstone.api.report.Digest;
import dev.touchstone.api.report.Reminder;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.wire.Range;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.api.wire.TrendPoint;
import dev.touchstone.bot.card.alarm.AlarmMessage;
import dev.touchstone.bot.card.alarm.AlarmView;
import dev.touchstone.bot.card.digest.DigestMessage;
import dev.touchstone.bot.card.digest.DigestSummary;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.kit.NoticeMessage;
import dev.touchstone.bot.card.kit.Picture;
import dev.touchstone.bot.card.review.CommitteeBlocks;
import dev.touchstone.bot.card.review.ReminderMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever the names, versions and sentences hold, what owners see stays within Slack's limits and pings nobody.
class OwnerHostileTest {
    private static final Range RANGE = new Range(0.1, 0.2, 0.95);

    static Stream<Arguments> texts() {
        return Hostile.texts().entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void everyMessageIsValidAndHarmless(String name, String text) {
        for (Message message : messages(text)) {
            assertThat(BlockLimits.of(message)).isEmpty();
            JsonNode json = BlockLimits.json(message);
            CardHostileTest.assertHarmless(json);
        }
    }

    private static List<Message> messages(String text) {
        List<Message> messages = new ArrayList<>();
        ReviewDetail review =
                Details.of(Hostile.everywhere(text)).rejected(text).build();
        for (AlarmState state : AlarmState.values()) {
            for (AlarmKind kind : AlarmKind.values()) {
                AlarmView view = new AlarmView(alarm(text, kind, state), actions(), Collections.nCopies(9, review));
                messages.add(AlarmMessage.of(view, kind == AlarmKind.FLOOR));
                messages.add(AlarmMessage.plain(view));
            }
        }
        Digest digest = digest(text);
        messages.add(DigestMessage.of(digest, DigestMessage.drawable(digest), LINKS));
        messages.add(DigestMessage.of(digest, Map.of("c1", new Picture.Uploaded("F1")), LINKS));
        messages.add(DigestMessage.plain(digest, LINKS));
        messages.add(DigestSummary.of(List.of(digest)));
        messages.add(DigestSummary.nothing(text));
        messages.add(NoticeMessage.of(new PipelineName(text), text));
        messages.add(NoticeMessage.reply(text));
        List<Reminder.Due> due = Collections.nCopies(10, new Reminder.Due(new ReviewId("r"), NOW));
        messages.add(ReminderMessage.of(
                new Reminder(null, new PipelineName(text), 500, due),
                Collections.nCopies(10, Details.of(Hostile.everywhere(text)).build()),
                NOW));
        messages.add(new Message(
                "x",
                CommitteeBlocks.of(
                        Collections.nCopies(9, new CommitteeAnswer(text, text, false, text)), review.review())));
        messages.add(new Message(
                "x", CommitteeBlocks.of(List.of(new CommitteeAnswer(text, null, false, text)), review.review())));
        return messages;
    }

    private static List<AlarmAction> actions() {
        return IntStream.range(0, 20)
                .mapToObj(i -> new AlarmAction(
                        "a" + i + "-".repeat(50), AlarmAction.Type.WEBHOOK, List.of(), false, false, null, "https://x"))
                .toList();
    }

    private static AlarmDetail alarm(String text, AlarmKind kind, AlarmState state) {
        boolean rate = kind != AlarmKind.REBUILT;
        boolean floor = kind == AlarmKind.FLOOR;
        Alarm alarm = new Alarm(
                "id",
                new PipelineName(text),
                kind,
                text,
                state,
                true,
                new Alarm.Message(
                        text,
                        rate
                                ? new Alarm.Found(
                                        new Alarm.Found.Window(0.2, RANGE, 10, NOW, NOW),
                                        0.1,
                                        new Alarm.Found.Before(floor ? null : 0.1, floor ? null : RANGE, 0),
                                        new Alarm.Found.Detector(1, 1))
                                : null,
                        text,
                        text,
                        text,
                        Collections.nCopies(20, new Alarm.Worse(text, 0.3, RANGE, 5)),
                        List.of()),
                new Alarm.Course(
                        NOW,
                        kind == AlarmKind.CANARY ? new Reviewer(new ReviewerId("<!channel>"), "<@U0EVIL>") : null,
                        state == AlarmState.MUTED ? NOW : null,
                        state == AlarmState.RECOVERED ? NOW : null));
        List<AlarmDetail.Run> runs = List.of(
                new AlarmDetail.Run("1", "a1", "done", NOW, text, null),
                new AlarmDetail.Run("2", text, text, NOW, "see https://u@evil.example/<x>", null),
                new AlarmDetail.Run(
                        "3",
                        "a2",
                        "failed",
                        NOW,
                        text,
                        new Reviewer(new ReviewerId("<!here>"), text.isBlank() ? null : "x")));
        return new AlarmDetail(
                alarm,
                List.of(),
                runs,
                actions().stream().map(AlarmAction::name).toList(),
                points(text),
                List.of(new AlarmDetail.Mark("3" + text, text), new AlarmDetail.Mark(text, text)),
                List.of(new Receipt("C1", "1")));
    }

    private static List<TrendPoint> points(String text) {
        return IntStream.range(0, 60)
                .mapToObj(i -> new TrendPoint(i + text, Instant.EPOCH, i / 100.0, RANGE, i))
                .toList();
    }

    private static Digest digest(String text) {
        Digest.Fact fact = new Digest.Fact(text, text, text, null);
        List<Digest.Chart> charts = IntStream.range(0, 20)
                .mapToObj(i -> new Digest.Chart(
                        "c" + i, i % 2 == 0 ? "line" : "bar", text, text, text, "percent", points(text)))
                .toList();
        return new Digest(
                "id",
                new PipelineName(text),
                new Digest.Period(text, "Mars/" + text, NOW, NOW),
                NOW,
                text,
                new Digest.Sections(
                        Collections.nCopies(40, fact),
                        charts,
                        Collections.nCopies(40, fact),
                        Collections.nCopies(40, text),
                        Collections.nCopies(40, text),
                        Collections.nCopies(
                                40, new Digest.Thanks(new Reviewer(new ReviewerId("<!here>"), "<!channel>"), 3))));
    }
}
