package dev.touchstone.backend.http;

import dev.touchstone.api.alarm.AlarmCommand;
import dev.touchstone.api.alarm.AlarmDetail;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.wire.Reviewer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The part of [WireExamples] about what alarms do.
final class ActionWireExamples {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Reviewer ANN = new Reviewer(new ReviewerId("slack:U0123"), "Ann");

    private ActionWireExamples() {}

    static Map<String, List<Object>> bySchema() {
        return Map.of(
                "AlarmCommand",
                List.of(new AlarmCommand(ANN, Duration.ofHours(24), "Known."), AlarmCommand.of(ANN)),
                "AlarmDetailRun",
                List.of(
                        new AlarmDetail.Run("run-1", "page", "done", NOON, "Paged.", ANN),
                        new AlarmDetail.Run("run-2", "more-audits", "waiting", NOON, null, null)));
    }
}
