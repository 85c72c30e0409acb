package dev.touchstone.backend.http;

import dev.touchstone.api.alarm.AlarmAction;
import dev.touchstone.api.alarm.AlarmKind;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.policy.AdviceRules;
import dev.touchstone.api.policy.CommitteeRules;
import dev.touchstone.api.policy.DigestRules;
import dev.touchstone.api.policy.DriftRules;
import dev.touchstone.api.policy.GoldenRules;
import dev.touchstone.api.policy.Overlap;
import dev.touchstone.api.policy.ReminderRules;
import dev.touchstone.api.policy.TraceRules;
import dev.touchstone.api.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The part of [WireExamples] about the sections of a policy.
final class PolicyWireExamples {
    private static final AlarmAction ACTION = new AlarmAction(
            "more-audits",
            AlarmAction.Type.RAISE_AUDIT,
            List.of(AlarmKind.FLOOR, AlarmKind.REGRESSION),
            false,
            true,
            0.25,
            null);
    private static final AlarmAction ROLL_BACK = new AlarmAction(
            "roll-back", AlarmAction.Type.WEBHOOK, List.of(), true, false, null, "https://example.org/roll-back");
    static final CommitteeRules COMMITTEE =
            new CommitteeRules(List.of("large", "small"), 0.1, CommitteeRules.Measure.JUDGED);
    private static final DriftRules.Canary CANARY = new DriftRules.Canary("v12", "v13");
    static final DriftRules DRIFT =
            new DriftRules(0.9, false, 1000, 4, 2.0, "#alarms", List.of(ACTION, ROLL_BACK), CANARY);
    static final GoldenRules GOLDEN = new GoldenRules(
            GoldenRules.Admit.SECOND_PERSON,
            GoldenRules.Approvals.ALL,
            List.of("conversation"),
            new GoldenRules.Shares(0.7, 0.1, 0.2));
    static final DigestRules DIGEST = new DigestRules("#owners", "Europe/Berlin", "tuesday", "08:30");
    static final ReminderRules REMINDERS = new ReminderRules(Duration.ofHours(2), Duration.ofHours(8), "#leads");
    static final TraceRules TRACES = new TraceRules(
            TraceRules.OutputSpan.NAMED,
            "final",
            Duration.ofSeconds(2),
            Duration.ofMinutes(5),
            "https://traces.example/{trace_id}");

    static final Overlap OVERLAP = new Overlap(3, 0.25, Overlap.Of.ALL, false, List.of(new ReviewerId("slack:U0123")));

    static final AdviceRules ADVICE = new AdviceRules("https://router.example.org/advice");

    private PolicyWireExamples() {}

    static Map<String, List<Object>> bySchema() {
        return Map.of(
                "AlarmAction",
                List.of(
                        ACTION,
                        ROLL_BACK,
                        Json.read("{\"name\": \"page\", \"type\": \"pagerduty\"}", AlarmAction.class)),
                "CommitteeRules",
                List.of(COMMITTEE, Json.read("{\"models\": [\"m\"]}", CommitteeRules.class)),
                "DriftRules",
                List.of(DRIFT, DriftRules.DEFAULT),
                "DriftRulesCanary",
                List.of(CANARY),
                "GoldenRules",
                List.of(GOLDEN, GoldenRules.DEFAULT),
                "GoldenRulesShares",
                List.of(GoldenRules.Shares.DEFAULT),
                "DigestRules",
                List.of(DIGEST, Json.read("{}", DigestRules.class)),
                "Overlap",
                List.of(OVERLAP, Json.read("{}", Overlap.class)),
                "AdviceRules",
                List.of(ADVICE, new AdviceRules(null)),
                "ReminderRules",
                List.of(REMINDERS, Json.read("{}", ReminderRules.class)));
    }
}
