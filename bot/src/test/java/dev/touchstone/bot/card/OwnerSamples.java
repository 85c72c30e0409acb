package dev.touchstone.bot.card;

import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.alarm.AlarmAction;
import dev.touchstone.api.alarm.AlarmDetail;
import dev.touchstone.api.alarm.AlarmKind;
import dev.touchstone.api.alarm.AlarmState;
import dev.touchstone.api.delivery.Receipt;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.report.Digest;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Range;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.api.wire.TrendPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/// What the owners of a made-up support bot might be shown.
public final class OwnerSamples {
    public static final String ALARM = "019aa0c2-7000-7000-8000-00000000a1a1";
    public static final String DIGEST = "019aa0c2-7000-7000-8000-00000000d1d1";
    public static final String WAITING = "0195f3a0-1111-7000-8000-000000000009";
    public static final String PIPELINE = "support-bot";
    static final Instant OPENED = Instant.parse("2026-11-18T14:03:00Z");
    static final Reviewer ALICE = new Reviewer(new ReviewerId("slack:U0ALICE"), "Alice");
    static final Reviewer BOB = new Reviewer(new ReviewerId("bob@example.com"), "Bob");

    public static final AlarmAction RAISE =
            new AlarmAction("raise-audit", AlarmAction.Type.RAISE_AUDIT, List.of(), false, false, 0.25, null);
    public static final AlarmAction ROLL_BACK = new AlarmAction(
            "roll-back", AlarmAction.Type.WEBHOOK, List.of(), false, false, null, "https://deploy.example/rollback");
    public static final AlarmAction ISSUE =
            new AlarmAction("open-issue", AlarmAction.Type.GITHUB_ISSUE, List.of(), true, false, null, "acme/shop");

    private OwnerSamples() {}

    /// An alarm in the making; each method answers a changed copy.
    public record Episode(AlarmDetail detail) {
        public Episode state(AlarmState state) {
            boolean over = state == AlarmState.RECOVERED;
            boolean seen = state == AlarmState.ACKNOWLEDGED;
            return alarm(
                    state,
                    seen ? ALICE : detail.alarm().course().acknowledgedBy(),
                    state == AlarmState.MUTED ? OPENED.plus(Duration.ofHours(25)) : null,
                    over ? OPENED.plus(Duration.ofHours(3)) : null);
        }

        public Episode takenOnBy(Reviewer reviewer) {
            return alarm(AlarmState.ACKNOWLEDGED, reviewer, null, null);
        }

        private Episode alarm(
                AlarmState state, @Nullable Reviewer by, @Nullable Instant mutedUntil, @Nullable Instant recoveredAt) {
            Alarm a = detail.alarm();
            return with(new Alarm(
                    a.id(),
                    a.pipeline(),
                    a.kind(),
                    a.series(),
                    state,
                    a.pages(),
                    new Alarm.Message(
                            a.message().headline(),
                            a.message().found(),
                            a.message().promptVersion(),
                            a.message().model(),
                            a.message().promise(),
                            a.message().worst(),
                            a.message().examples()),
                    new Alarm.Course(a.course().openedAt(), by, mutedUntil, recoveredAt)));
        }

        Episode with(Alarm alarm) {
            return new Episode(new AlarmDetail(
                    alarm,
                    detail.history(),
                    detail.actions(),
                    detail.available(),
                    detail.trend(),
                    detail.marks(),
                    detail.messages()));
        }

        public Episode ran(AlarmDetail.Run run) {
            List<AlarmDetail.Run> runs = new ArrayList<>(detail.actions());
            runs.add(run);
            List<String> left = new ArrayList<>(detail.available());
            left.remove(run.action());
            return new Episode(new AlarmDetail(
                    detail.alarm(), detail.history(), runs, left, detail.trend(), detail.marks(), detail.messages()));
        }

        public Episode shownAt(Receipt receipt) {
            List<Receipt> messages = new ArrayList<>(detail.messages());
            messages.add(receipt);
            return new Episode(new AlarmDetail(
                    detail.alarm(),
                    detail.history(),
                    detail.actions(),
                    detail.available(),
                    detail.trend(),
                    detail.marks(),
                    messages));
        }
    }

    /// A regression of a prompt version, open.
    public static Episode regression(List<ReviewId> examples) {
        Alarm alarm = new Alarm(
                ALARM,
                new PipelineName(PIPELINE),
                AlarmKind.REGRESSION,
                "all",
                AlarmState.OPEN,
                true,
                new Alarm.Message(
                        "Since prompt version v13 about three times as many answers are wrong as before, most of all in German.",
                        new Alarm.Found(
                                new Alarm.Found.Window(
                                        0.184,
                                        new Range(0.138, 0.236, 0.95),
                                        212,
                                        OPENED.minus(Duration.ofDays(9)),
                                        OPENED.minus(Duration.ofMinutes(7))),
                                0.09,
                                new Alarm.Found.Before(0.061, new Range(0.046, 0.081, 0.95), 400),
                                new Alarm.Found.Detector(41.7, 31.2)),
                        "v13",
                        "mistral-small",
                        "at most one false page a year over 3 series",
                        List.of(
                                new Alarm.Worse("stratum:de", 0.312, new Range(0.219, 0.418, 0.95), 64),
                                new Alarm.Worse("stratum:returns", 0.258, new Range(0.171, 0.362, 0.95), 58)),
                        examples),
                new Alarm.Course(OPENED, null, null, null));
        return new Episode(new AlarmDetail(
                alarm, List.of(), List.of(), List.of("raise-audit", "roll-back"), errors(), marks(), List.of()));
    }

    /// An alarm about no rate.
    static Episode stalled() {
        Alarm alarm = new Alarm(
                ALARM,
                new PipelineName(PIPELINE),
                AlarmKind.JUDGE_STALLED,
                "judge-2",
                AlarmState.OPEN,
                true,
                new Alarm.Message(
                        "142 outputs wait for the judge, the oldest for 50 minutes, and none has been judged for 31 minutes.",
                        null,
                        null,
                        null,
                        "",
                        List.of(),
                        List.of()),
                new Alarm.Course(OPENED, null, null, null));
        return new Episode(new AlarmDetail(alarm, List.of(), List.of(), List.of(), List.of(), List.of(), List.of()));
    }

    /// The reviews the regression names.
    public static List<ReviewDetail> examples() {
        return List.of(
                example(
                        1,
                        "Kann ich die Schuhe nach 40 Tagen noch zurückgeben?",
                        "Ja, innerhalb von 90 Tagen.",
                        "wrong"),
                example(2, "Do you ship to Norway?", "Yes, for free, in two days.", "not in the sources"),
                example(3, "Wie lange gilt die Garantie?", "Fünf Jahre ab Kaufdatum.", "wrong"));
    }

    private static ReviewDetail example(int number, String query, String answer, String reason) {
        return Details.of(Details.support(answer).query(query).build())
                .id("0195f3a0-1111-7000-8000-00000000000" + number)
                .rejected(reason)
                .build();
    }

    /// An open review that somebody may be reminded of.
    public static ReviewDetail waiting(String query) {
        return Details.of(Details.support("Yes, within 90 days.").query(query).build())
                .id(WAITING)
                .build();
    }

    private static List<AlarmDetail.Mark> marks() {
        return List.of(new AlarmDetail.Mark("2026-W46", "prompt version v13"));
    }

    static List<TrendPoint> errors() {
        return course(rate -> rate);
    }

    private static List<TrendPoint> course(DoubleUnaryOperator shown) {
        double[] rates = {0.058, 0.064, 0.049, 0.066, 0.061, 0.057, 0.148, 0.197};
        List<TrendPoint> points = new ArrayList<>();
        for (int i = 0; i < rates.length; i++) {
            points.add(week(40 + i, shown.applyAsDouble(rates[i]), 0.03 + rates[i] * 0.15, 92 + 3 * i));
        }
        return points;
    }

    private static TrendPoint week(int week, double value, double half, long reviewed) {
        return new TrendPoint(
                "2026-W" + week,
                Instant.parse("2026-09-28T00:00:00Z").plus(Duration.ofDays(7L * (week - 40))),
                value,
                new Range(Math.max(0, value - half), Math.min(1, value + half), 0.95),
                reviewed);
    }

    private static TrendPoint part(String label, double value) {
        return new TrendPoint(label, Instant.parse("2026-11-16T00:00:00Z"), value, null, 61);
    }

    /// A week in which the regression was found.
    public static Digest digest() {
        return new Digest(
                DIGEST,
                new PipelineName(PIPELINE),
                new Digest.Period(
                        "2026-W47",
                        "Europe/Berlin",
                        Instant.parse("2026-11-15T23:00:00Z"),
                        Instant.parse("2026-11-22T23:00:00Z")),
                Instant.parse("2026-11-23T08:00:00Z"),
                "Quality fell to 80.3 % (73.4–86.2 %), from 94.3 % two weeks ago: prompt version v13 is worse in German.",
                new Digest.Sections(
                        List.of(
                                fact("quality", "Quality", "80.3 % (73.4–86.2 %, n = 113 of 4,120)"),
                                fact("reviewed", "Reviewed", "314 of 4,120 outputs (7.6 %)"),
                                fact("verdicts", "Approved · edited · rejected", "71 % · 17 % · 12 % (n = 314)"),
                                fact("review_rate", "Sent to review", "8.1 % (6.9 % last week)"),
                                fact("time_to_review", "Median time to review", "47 min (SLA 24 h, 2 late)"),
                                fact("judge", "Judge agrees with people", "88 % (81–93 %, n = 96)"),
                                fact("backlog", "Backlog", "19 open, none past due"),
                                fact("cost", "Judge cost", "4.12 USD for 1,030 judgments")),
                        List.of(
                                new Digest.Chart(
                                        "quality",
                                        "line",
                                        "Quality by week",
                                        "Six steady weeks at about 94 %, then two below 86 %: the drop is not chance.",
                                        "Line of quality from week 40 to 47: about 94 % until week 45, then 85 % and 80 %.",
                                        "percent",
                                        course(rate -> 1 - rate)),
                                new Digest.Chart(
                                        "reasons",
                                        "bar",
                                        "Why answers were changed",
                                        "Wrong facts lead, and have doubled since last week (28 of 61).",
                                        "Bars: wrong fact 28, not in the sources 17, incomplete 9, tone 5, other 2.",
                                        "count",
                                        List.of(
                                                part("wrong fact", 28),
                                                part("not in the sources", 17),
                                                part("incomplete", 9),
                                                part("tone", 5),
                                                part("other", 2)))),
                        List.of(
                                fact("stratum:de", "German", "error 31.2 % (21.9–41.8 %, n = 64)"),
                                fact(
                                        "prompt_version:v13",
                                        "Prompt version v13",
                                        "error 18.4 % (13.8–23.6 %, n = 212)")),
                        List.of(
                                "Prompt version v13 took over from v12 on Tuesday.",
                                "Drift alarm on Wednesday 15:03, taken on by Alice; the audit rate is 25 % until it is over.",
                                "Confidence threshold 0.80 → 0.84, certified at 5 % error."),
                        List.of("Quality is estimated from random audits alone; 2 audits have no verdict yet."),
                        List.of(
                                new Digest.Thanks(ALICE, 142),
                                new Digest.Thanks(new Reviewer(new ReviewerId("slack:U0BOB"), "Bob"), 118),
                                new Digest.Thanks(new Reviewer(new ReviewerId("slack:U0OLIVIA"), "Olivia"), 54))));
    }

    private static Digest.Fact fact(String name, String label, String text) {
        return new Digest.Fact(name, label, text, null);
    }

    /// The policy's part of all this.
    public static String policy(String channel) {
        return Json.write(Map.of(
                "reviewers", Map.of("channel", channel),
                "digest", Map.of("zone", "Europe/Berlin"),
                "drift", Map.of("actions", List.of(RAISE, ROLL_BACK, ISSUE))));
    }
}
