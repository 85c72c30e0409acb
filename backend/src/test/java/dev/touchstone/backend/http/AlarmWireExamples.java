package dev.touchstone.backend.http;

import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.alarm.AlarmCommand;
import dev.touchstone.api.alarm.AlarmDetail;
import dev.touchstone.api.alarm.AlarmKind;
import dev.touchstone.api.alarm.AlarmState;
import dev.touchstone.api.alarm.DriftReport;
import dev.touchstone.api.delivery.Receipt;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.wire.Page;
import dev.touchstone.api.wire.Range;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.api.wire.TrendPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The part of [WireExamples] about drift.
final class AlarmWireExamples {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Reviewer ANN = new Reviewer(new ReviewerId("U-ann"), "Ann");
    private static final Range RANGE = new Range(0.1, 0.3, 0.95);
    private static final Alarm.Worse WORSE = new Alarm.Worse("attribute:total", 0.2, RANGE, 80);
    private static final Alarm.Found REGRESSED = new Alarm.Found(
            new Alarm.Found.Window(0.2, RANGE, 63, NOON.minusSeconds(3600), NOON),
            0.06,
            new Alarm.Found.Before(0.05, RANGE, 400),
            new Alarm.Found.Detector(5300.5, 5200));
    private static final Alarm.Found BELOW = new Alarm.Found(
            new Alarm.Found.Window(0.2, RANGE, 63, NOON.minusSeconds(3600), NOON),
            0.05,
            new Alarm.Found.Before(null, null, 0),
            new Alarm.Found.Detector(5300.5, 5200));
    private static final Alarm FULL = new Alarm(
            "a1",
            new PipelineName("support"),
            AlarmKind.REGRESSION,
            "all",
            AlarmState.RECOVERED,
            true,
            new Alarm.Message(
                    "More outputs are wrong than in the baseline.",
                    REGRESSED,
                    "v12",
                    "m",
                    "At most one false page in 1 year.",
                    List.of(WORSE),
                    List.of(new ReviewId("r1"))),
            new Alarm.Course(NOON, ANN, NOON, NOON));
    private static final Alarm BARE = new Alarm(
            "a2",
            new PipelineName("support"),
            AlarmKind.SCORES,
            "all",
            AlarmState.OPEN,
            false,
            new Alarm.Message(
                    "Confidences were distributed differently.",
                    null,
                    null,
                    null,
                    "One week in a hundred.",
                    List.of(),
                    List.of()),
            new Alarm.Course(NOON, null, null, null));
    private static final AlarmDetail.Event OPENED = new AlarmDetail.Event(NOON, "It began.", null);
    private static final AlarmDetail.Event TAKEN_ON = new AlarmDetail.Event(NOON, "Ann has taken it on.", ANN);
    private static final AlarmDetail.Run RUN =
            new AlarmDetail.Run("x1", "more-audits", "done", NOON, "At 0.25 now.", ANN);
    private static final AlarmDetail.Run WAITING = new AlarmDetail.Run("x2", "page", "waiting", NOON, null, null);
    private static final TrendPoint WEEK = new TrendPoint("2026-W05", NOON, 0.1, RANGE, 100);
    private static final TrendPoint GAP = new TrendPoint("2026-W06", NOON, null, null, 0);
    private static final AlarmDetail.Mark MARK = new AlarmDetail.Mark("2026-W06", "prompt version v13");
    static final AlarmCommand COMMAND = new AlarmCommand(ANN, Duration.ofHours(4), "Looking.");
    private static final DriftReport.Series SERIES = new DriftReport.Series(
            new DriftReport.Series.Subject(AlarmKind.REGRESSION, "all", "v12", true),
            new DriftReport.Series.Tally(100, 0.2, RANGE),
            0.06,
            new DriftReport.Series.Detector(12.5, 5200, 0.2, false));
    private static final DriftReport.Baseline FROZEN = new DriftReport.Baseline("all", 400, 400, 0.05, 0.06);
    private static final DriftReport.Baseline EMPTY = new DriftReport.Baseline("all", 0, 400, null, null);
    private static final DriftReport.Canary CANARY = new DriftReport.Canary("v12", "v13", 100, 5, 10, 0.2);

    private AlarmWireExamples() {}

    static Map<String, List<Object>> bySchema() {
        return Map.ofEntries(
                Map.entry("Alarm", List.of(FULL, BARE)),
                Map.entry("AlarmPage", List.of(new Page<>(List.of(FULL), "a1"))),
                Map.entry("AlarmFound", List.of(REGRESSED, BELOW)),
                Map.entry("AlarmWorse", List.of(WORSE)),
                Map.entry("AlarmCommand", List.of(COMMAND, AlarmCommand.of(ANN))),
                Map.entry("AlarmDetailEvent", List.of(OPENED, TAKEN_ON)),
                Map.entry("AlarmDetailMark", List.of(MARK)),
                Map.entry("AlarmDetailRun", List.of(RUN, WAITING)),
                Map.entry("TrendPoint", List.of(WEEK, GAP)),
                Map.entry(
                        "AlarmDetail",
                        List.of(
                                new AlarmDetail(
                                        FULL,
                                        List.of(OPENED, TAKEN_ON),
                                        List.of(RUN, WAITING),
                                        List.of("page"),
                                        List.of(WEEK, GAP),
                                        List.of(MARK),
                                        List.of(new Receipt("C1", "1.2"))),
                                new AlarmDetail(
                                        BARE, List.of(), List.of(), List.of(), List.of(), List.of(), List.of()))),
                Map.entry("DriftReportSeries", List.of(SERIES)),
                Map.entry("DriftReportBaseline", List.of(FROZEN, EMPTY)),
                Map.entry("DriftReportCanary", List.of(CANARY)),
                Map.entry(
                        "DriftReport",
                        List.of(
                                new DriftReport(
                                        new PipelineName("support"),
                                        "At most one false page in 1 year.",
                                        NOON,
                                        500,
                                        List.of(SERIES),
                                        List.of(FROZEN, EMPTY),
                                        CANARY,
                                        List.of("so")),
                                new DriftReport(
                                        new PipelineName("support"),
                                        "None.",
                                        null,
                                        0,
                                        List.of(),
                                        List.of(),
                                        null,
                                        List.of()))));
    }
}
