package dev.touchstone.backend.drift.action;

import static dev.touchstone.backend.drift.action.ActionBench.action;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.alarm.AlarmKind;
import dev.touchstone.backend.drift.action.MockService.Fault;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;

/// Incidents against a stand-in that refuses what PagerDuty refuses.
@Timeout(120)
class PagerDutyTest {
    private static final String PAGE = action("page", "pagerduty", "");

    @EveryDatabase
    void anAlarmTriggersIsAcknowledgedAndResolved(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            bench.policy("", PAGE);
            Alarm alarm = bench.alarm();
            bench.open(alarm);
            bench.work();

            JsonNode event = bench.pagerduty.events().getFirst();
            assertThat(event.get("routing_key").asText()).isEqualTo(MockPagerDuty.KEY);
            assertThat(event.get("dedup_key").asText()).isEqualTo(alarm.id());
            assertThat(event.at("/payload/severity").asText()).isEqualTo("critical");
            assertThat(event.at("/payload/summary").asText()).isEqualTo("[support] Error 18 %, against 6 % before");
            assertThat(event.at("/payload/custom_details/Baseline").asText()).isEqualTo("6 % (4 % to 9 %, n = 400)");
            assertThat(bench.pagerduty.incidents()).containsExactly(entry(alarm.id(), "triggered"));

            bench.acknowledge(alarm);
            bench.work();
            assertThat(bench.pagerduty.incidents()).containsExactly(entry(alarm.id(), "acknowledged"));

            bench.recover(alarm);
            bench.work();
            assertThat(bench.pagerduty.incidents()).containsExactly(entry(alarm.id(), "resolved"));
            assertThat(bench.only(alarm).state()).isEqualTo("undone");
            assertThat(bench.news())
                    .containsExactly(
                            "page: Paged; the incident's key is " + alarm.id() + ".", "page: Resolved in PagerDuty.");
        }
    }

    @EveryDatabase
    void longAndOddTextsStayWithinTheLimits(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            bench.policy("", PAGE.replace("}", ", \"on\": [\"scores\"]}"));
            Alarm alarm = bench.alarm(AlarmKind.SCORES, "line\nbreak " + "\uD83D\uDE00".repeat(2000));
            bench.open(alarm);
            bench.work();

            assertThat(bench.only(alarm).state()).isEqualTo("done");
            JsonNode event = bench.pagerduty.events().getFirst();
            assertThat(event.at("/payload/severity").asText()).isEqualTo("warning");
            assertThat(event.at("/payload/summary").asText())
                    .startsWith("[support] line break ")
                    .endsWith("...");
        }
    }

    @EveryDatabase
    void aCrashBetweenTheCallAndTheNoteOfItPagesOnce(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            bench.policy("", PAGE);
            Alarm alarm = bench.alarm();
            bench.open(alarm);

            bench.dieAfterTheCall();
            bench.work();

            assertThat(bench.pagerduty.events()).hasSize(2);
            assertThat(bench.pagerduty.incidents()).containsExactly(entry(alarm.id(), "triggered"));
            assertThat(bench.only(alarm).state()).isEqualTo("done");
            assertThat(bench.news()).hasSize(1);
        }
    }

    @EveryDatabase
    void anAlarmThatIsOverBeforeTheFirstAttemptPagesNobody(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            bench.policy("", PAGE);
            Alarm alarm = bench.alarm();
            bench.open(alarm);
            bench.recover(alarm);
            bench.work();

            assertThat(bench.pagerduty.calls()).isEmpty();
            assertThat(bench.only(alarm).state()).isEqualTo("undone");
            assertThat(bench.only(alarm).outcome()).contains("the alarm was over first");
            assertThat(on.audited()).last().asString().endsWith("alarm_action.undone " + alarm.id() + " page");
            assertThat(bench.news()).isEmpty();
        }
    }

    @EveryDatabase
    void aPageWhoseAnswerWasLostIsResolvedAllTheSame(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            bench.policy("", PAGE);
            Alarm alarm = bench.alarm();
            bench.pagerduty.fail(new Fault.LoseTheAnswer());
            bench.open(alarm);
            bench.work();
            assertThat(bench.pagerduty.incidents()).containsExactly(entry(alarm.id(), "triggered"));

            // The retry is not due yet; the recovery does not wait for it.
            bench.recover(alarm);
            bench.work();

            assertThat(bench.pagerduty.incidents()).containsExactly(entry(alarm.id(), "resolved"));
            assertThat(bench.only(alarm).state()).isEqualTo("undone");
            bench.workItOut();
            assertThat(bench.pagerduty.events()).hasSize(2);
        }
    }

    @EveryDatabase
    void resolvingIsTriedAgain(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            bench.policy("", PAGE);
            Alarm alarm = bench.alarm();
            bench.open(alarm);
            bench.work();
            bench.pagerduty.fail(new Fault.Drop());
            bench.recover(alarm);
            bench.work();
            assertThat(bench.only(alarm).state()).isEqualTo("done");

            on.clock.advance(Duration.ofMinutes(1));
            bench.work();

            assertThat(bench.only(alarm).state()).isEqualTo("undone");
            assertThat(bench.pagerduty.incidents()).containsExactly(entry(alarm.id(), "resolved"));
        }
    }

    @EveryDatabase
    void whatCannotBeResolvedIsTold(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            bench.policy("", PAGE);
            Alarm alarm = bench.alarm();
            bench.open(alarm);
            bench.work();
            bench.pagerduty.fail(new Fault.Status(403, java.util.Map.of(), "{}"));
            bench.recover(alarm);
            bench.work();

            assertThat(bench.only(alarm).state()).isEqualTo("failed");
            assertThat(bench.only(alarm).outcome()).startsWith("Paged").contains("Could not be undone: PagerDuty");
            assertThat(bench.news()).hasSize(2).last().asString().contains("Could not be undone");
        }
    }
}
