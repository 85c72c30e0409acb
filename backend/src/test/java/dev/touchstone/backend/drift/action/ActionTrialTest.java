package dev.touchstone.backend.drift.action;

import static dev.touchstone.backend.drift.action.ActionBench.action;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.alarm.AlarmDetail;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.drift.action.MockService.Fault;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.util.Map;

/// Tests of actions, as an operator makes them.
class ActionTrialTest {
    private static final Reviewer KEY = Reviewer.of(new ReviewerId("key-1"));

    private static AlarmDetail.Run test(ActionBench bench, String action, String key, boolean dryRun) {
        Pipeline pipeline = bench.pipeline();
        return bench.trial.run(pipeline, AlarmActions.require(pipeline, action), key, dryRun, KEY);
    }

    @EveryDatabase
    void aRaisedRateIsPutBackBeforeAnybodySeesIt(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            Pipeline before = bench.policy("", action("more", "raise_audit", ", \"to\": 0.25"));

            AlarmDetail.Run run = test(bench, "more", "k", false);

            assertThat(run.state()).isEqualTo("undone");
            assertThat(run.outcome())
                    .isEqualTo("Raised the audit rate from 5 % to 25 % (policy version 2). Put back the audit rate from"
                            + " 25 % to 5 % (policy version 3).");
            assertThat(bench.pipeline().policy()).isEqualTo(before.policy());
            assertThat(on.pipelines
                            .require(new PipelineName(ActionBench.PIPELINE))
                            .policyVersion())
                    .isEqualTo(3);
            assertThat(on.audited()).anyMatch(entry -> entry.startsWith("key-1 alarm_action.tested test-k more"));
        }
    }

    @EveryDatabase
    void aTestInTheMiddleOfAnAlarmDoesNotEndWhatTheAlarmHolds(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            bench.policy("", action("more", "raise_audit", ", \"to\": 0.25"));
            var alarm = bench.alarm();
            bench.open(alarm);
            bench.work();

            test(bench, "more", "k", false);

            assertThat(bench.pipeline().policy().auditRate()).isEqualTo(0.25);
            bench.recover(alarm);
            bench.work();
            assertThat(bench.pipeline().policy().auditRate()).isEqualTo(0.05);
        }
    }

    @EveryDatabase
    void whatGoesOutsideIsMarkedAsATestAndSentOncePerKey(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            bench.policy(
                    "",
                    action("page", "pagerduty", ""),
                    action("ticket", "github_issue", ", \"target\": \"acme/support-bot\""));

            assertThat(test(bench, "page", "k", false).state()).isEqualTo("done");
            assertThat(test(bench, "page", "k", false).state()).isEqualTo("done");
            assertThat(test(bench, "ticket", "k", false).outcome()).startsWith("Opened https://github.com/");

            assertThat(bench.pagerduty.events()).singleElement().satisfies(event -> {
                assertThat(event.at("/payload/severity").asText()).isEqualTo("info");
                assertThat(event.at("/payload/summary").asText()).contains("TEST: this alarm is made up");
            });
            assertThat(bench.github.issues())
                    .singleElement()
                    .satisfies(issue -> assertThat(issue.title()).contains("TEST"));
            assertThat(bench.news()).isEmpty();
        }
    }

    @EveryDatabase
    void aFaultIsShownAtOnceAndNotTriedAgain(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            bench.policy("", action("page", "pagerduty", ""));
            bench.pagerduty.fail(new Fault.Status(500, Map.of(), ""));

            AlarmDetail.Run run = test(bench, "page", "k", false);
            bench.workItOut();

            assertThat(run.state()).isEqualTo("failed");
            assertThat(run.outcome()).isEqualTo("PagerDuty: status 500. An alarm would try again; a test does not.");
            assertThat(bench.pagerduty.calls()).hasSize(1);
        }
    }

    @EveryDatabase
    void duringAnAlarmADryTestSaysWhatTheButtonWouldDo(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            bench.policy("", action("page", "pagerduty", ""));
            Alarm alarm = bench.alarm();

            String outcome = test(bench, "page", "k", true).outcome();

            assertThat(outcome)
                    .contains("severity critical", alarm.message().headline())
                    .doesNotContain("TEST");
            assertThat(bench.pagerduty.calls()).isEmpty();
        }
    }

    @EveryDatabase
    void aDryTestOnlySays(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            bench.policy("", action("page", "pagerduty", ""));

            AlarmDetail.Run run = test(bench, "page", "k", true);

            assertThat(run.state()).isEqualTo("dry_run");
            assertThat(run.outcome()).startsWith("Dry run: would page through PagerDuty with severity info");
            assertThat(bench.pagerduty.calls()).isEmpty();
        }
    }
}
