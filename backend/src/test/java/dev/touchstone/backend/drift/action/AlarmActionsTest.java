package dev.touchstone.backend.drift.action;

import static dev.touchstone.backend.drift.action.ActionBench.action;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.alarm.AlarmDetail;
import dev.touchstone.api.alarm.AlarmKind;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.util.List;

/// Which actions run, how often, and who hears of it.
class AlarmActionsTest {
    private static final Reviewer ANA = new Reviewer(new ReviewerId("slack:U1"), "Ana");
    private static final String TELL = action("tell", "slack", ", \"target\": \"#on-call\"");
    private static final String TELL_OF_SCORES =
            action("tell-of-scores", "slack", ", \"target\": \"#data\", \"on\": [\"scores\"]");
    private static final String BY_HAND = action("by-hand", "slack", ", \"target\": \"#boss\", \"automatic\": false");

    @EveryDatabase
    void anAlarmStartsWhatIsMeantForItsKindAndOnlyOnce(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            bench.policy("", TELL, TELL_OF_SCORES, BY_HAND);
            Alarm pages = bench.alarm();
            Alarm scores = bench.alarm(AlarmKind.SCORES, "Confidences are distributed differently");

            bench.open(pages);
            bench.open(pages);
            bench.open(scores);
            bench.work();

            assertThat(bench.only(pages)).satisfies(run -> {
                assertThat(run.action()).isEqualTo("tell");
                assertThat(run.state()).isEqualTo("done");
                assertThat(run.by()).isNull();
            });
            assertThat(bench.only(scores).action()).isEqualTo("tell-of-scores");
            assertThat(bench.told("notice"))
                    .hasSize(2)
                    .allSatisfy(notice -> assertThat(notice.get("text").asText())
                            .contains("Pipeline: support", "18 % (13 % to 24 %, n = 210)"));
        }
    }

    @EveryDatabase
    void somebodyStartsAnActionOnce(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            var pipeline = bench.policy("", TELL, BY_HAND);
            Alarm alarm = bench.alarm();
            bench.open(alarm);
            assertThat(bench.actions.available(pipeline, alarm)).containsExactly("by-hand");

            AlarmDetail.Run first = bench.start(pipeline, alarm, "by-hand", ANA, "It is bad.");
            bench.work();
            AlarmDetail.Run second = bench.start(pipeline, alarm, "by-hand", Reviewer.of(new ReviewerId("bob")));
            bench.work();

            assertThat(first.state()).isEqualTo("waiting");
            assertThat(second.id()).isEqualTo(first.id());
            assertThat(second.state()).isEqualTo("done");
            assertThat(second.by()).isEqualTo(ANA);
            assertThat(bench.actions.available(pipeline, alarm)).isEmpty();
            assertThat(bench.told("notice")).hasSize(2);
            assertThat(on.audited())
                    .containsOnlyOnce(
                            "slack:U1 alarm_action.started " + alarm.id() + " by-hand",
                            "slack:U1 alarm_action.done " + alarm.id() + " by-hand");
        }
    }

    @EveryDatabase
    void whatCannotBeStartedIsRefusedWithTheNextStep(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            var pipeline = bench.policy("", BY_HAND);
            Alarm alarm = bench.alarm();

            assertThatThrownBy(() -> bench.start(pipeline, alarm, "by-foot", ANA))
                    .isInstanceOfSatisfying(Refused.class, problem -> {
                        assertThat(problem.code()).isEqualTo("unknown-action");
                        assertThat(problem.detail()).contains("by-foot", "it has by-hand");
                    });
            Alarm over = bench.recovered(alarm);
            assertThat(bench.actions.available(pipeline, over)).isEmpty();
            assertThatThrownBy(() -> bench.start(pipeline, over, "by-hand", ANA))
                    .isInstanceOfSatisfying(
                            Refused.class, problem -> assertThat(problem.code()).isEqualTo("alarm-over"));
        }
    }

    @EveryDatabase
    void aDryRunSaysWhatItWouldDoAndDoesNothing(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            String dry = ", \"dry_run\": true";
            var before = bench.policy(
                    "",
                    action("more", "raise_audit", ", \"to\": 0.25" + dry),
                    action("page", "pagerduty", dry),
                    action("ticket", "github_issue", ", \"target\": \"acme/support-bot\"" + dry),
                    action("roll-back", "webhook", ", \"target\": \"http://127.0.0.1:9999/hook?token=geheim\"" + dry),
                    action("tell", "slack", ", \"target\": \"#on-call\"" + dry));
            Alarm alarm = bench.alarm();

            bench.open(alarm);
            bench.work();
            bench.recover(alarm);
            bench.work();

            assertThat(bench.runs(alarm)).extracting(AlarmDetail.Run::state).containsOnly("dry_run");
            assertThat(bench.runs(alarm))
                    .extracting(ActionBench::outcome)
                    .satisfiesExactly(
                            text -> assertThat(text).isEqualTo("Dry run: would raise the audit rate from 5 % to 25 %."),
                            text -> assertThat(text).contains("would page through PagerDuty with severity critical"),
                            text -> assertThat(text).contains("would open the issue", "in acme/support-bot"),
                            text -> assertThat(text)
                                    .contains("would call http://127.0.0.1:9999 ")
                                    .doesNotContain("geheim"),
                            text -> assertThat(text).isEqualTo("Dry run: would post the alarm to #on-call."));
            assertThat(bench.pipeline().policyVersion()).isEqualTo(before.policyVersion());
            assertThat(bench.github.calls()).isEmpty();
            assertThat(bench.pagerduty.calls()).isEmpty();
            assertThat(bench.told("notice")).isEmpty();
            assertThat(bench.news()).hasSize(5).allMatch(text -> text.contains("Dry run"));
        }
    }

    @EveryDatabase
    void whatOnlyRanDryMayBeDoneOnceThePolicySaysSo(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            bench.policy("", action("tell", "slack", ", \"target\": \"#on-call\", \"dry_run\": true"));
            Alarm alarm = bench.alarm();
            bench.open(alarm);
            bench.work();

            var meant = bench.policy("", TELL);
            assertThat(bench.actions.available(meant, alarm)).containsExactly("tell");
            bench.start(meant, alarm, "tell", ANA);
            bench.work();

            assertThat(bench.only(alarm).state()).isEqualTo("done");
            assertThat(bench.told("notice")).hasSize(1);
        }
    }

    @EveryDatabase
    void newsGoToTheAlarmsChannelElseToThatOfTheReviewers(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            bench.policy(", \"reviewers\": {\"channel\": \"#reviews\"}", TELL);
            Alarm first = bench.alarm();
            bench.open(first);
            bench.work();
            on.pipeline(
                    ActionBench.PIPELINE,
                    "{\"reviewers\": {\"channel\": \"#reviews\"}, \"drift\": {\"actions\": [" + TELL + "]}}");
            on.clock.advance(Duration.ofSeconds(3));
            Alarm second = bench.alarm();
            bench.open(second);
            bench.work();

            List<String> addressed = on.database
                    .reader()
                    .withHandle(handle -> handle.createQuery(
                                    "SELECT target || ' ' || subject FROM delivery WHERE kind = 'alarm' ORDER BY id")
                            .mapTo(String.class)
                            .list());
            assertThat(addressed).containsExactly("#alarms " + first.id(), "#reviews " + second.id());
            assertThat(bench.told("alarm").getFirst().get("what").asText()).isEqualTo("acted");
            assertThat(bench.news().getFirst()).isEqualTo("tell: Handed to the bot for #on-call.");
        }
    }
}
