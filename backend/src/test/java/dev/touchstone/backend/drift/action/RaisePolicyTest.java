package dev.touchstone.backend.drift.action;

import static dev.touchstone.backend.drift.action.ActionBench.action;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.policy.Strata;
import dev.touchstone.backend.pipeline.PolicyEdit;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// Raising and putting back, with others at the same dials.
class RaisePolicyTest {
    private static final String MORE = action("more", "raise_audit", ", \"to\": 0.25");
    private static final String MUCH_MORE = action("much-more", "raise_audit", ", \"to\": 0.5, \"automatic\": false");
    private static final String STRICTER = action("stricter", "tighten_threshold", ", \"to\": 0.95");
    private static final String STRATA = ", \"strata\": {\"keys\": [\"language\"], \"rates\": ["
            + "{\"when\": {\"language\": \"de\"}, \"rate\": 0.1}, {\"when\": {\"language\": \"fr\"}, \"rate\": 0.4}]}";

    @EveryDatabase
    void theAuditRateAndLowerOnesOfStrataAreRaisedAndPutBack(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            Pipeline before = bench.policy(STRATA, MORE);
            Alarm alarm = bench.alarm();

            bench.open(alarm);
            bench.work();

            Policy raised = bench.pipeline().policy();
            assertThat(raised.auditRate()).isEqualTo(0.25);
            assertThat(raised.strata().rates()).extracting(Strata.Rate::rate).containsExactly(0.25, 0.4);
            assertThat(bench.pipeline().createdBy()).isEqualTo("alarm:" + alarm.id());
            assertThat(bench.only(alarm).outcome())
                    .isEqualTo("Raised the audit rate from 5 % to 25 %, the audit rate of {language=de} from 10 % to"
                            + " 25 % (policy version 2).");

            bench.recover(alarm);
            bench.recover(alarm);
            bench.work();

            assertThat(bench.pipeline().policy()).isEqualTo(before.policy());
            assertThat(bench.pipeline().policyVersion()).isEqualTo(3);
            assertThat(bench.only(alarm)).satisfies(run -> {
                assertThat(run.state()).isEqualTo("undone");
                assertThat(run.outcome()).startsWith("Raised the audit rate").endsWith("(policy version 3).");
            });
            assertThat(bench.news())
                    .hasSize(2)
                    .last()
                    .asString()
                    .startsWith("more: Put back the audit rate from 25 % to 5 %");
        }
    }

    @EveryDatabase
    void theThresholdIsTightenedAndPutBackBesideTheAuditRate(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            bench.policy("", MORE, STRICTER);
            Alarm alarm = bench.alarm();
            bench.open(alarm);
            bench.work();
            assertThat(bench.pipeline().policy().confidenceThreshold()).isEqualTo(0.95);
            assertThat(bench.pipeline().policy().auditRate()).isEqualTo(0.25);

            bench.recover(alarm);
            bench.work();

            assertThat(bench.pipeline().policy().confidenceThreshold()).isEqualTo(0.8);
            assertThat(bench.pipeline().policy().auditRate()).isEqualTo(0.05);
        }
    }

    @EveryDatabase
    void whatIsHigherIsNeitherLoweredNorPutBack(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            Pipeline before = bench.policy(", \"audit_rate\": 0.3", MORE);
            Alarm alarm = bench.alarm();

            bench.open(alarm);
            bench.work();
            bench.recover(alarm);
            bench.work();

            assertThat(bench.pipeline()).isEqualTo(before);
            assertThat(bench.only(alarm).outcome())
                    .isEqualTo("Changed nothing: the audit rate is at least 25 % already.");
        }
    }

    @EveryDatabase
    void whoChangesThePolicyMeanwhileHasTheLastWord(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            bench.policy(STRATA, MORE);
            Alarm alarm = bench.alarm();
            bench.open(alarm);
            bench.work();
            on.pipelines.put(
                    new PipelineName(ActionBench.PIPELINE),
                    PolicyEdit.with(bench.pipeline().policy(), node -> node.put("audit_rate", 0.12)),
                    "ana",
                    null);

            bench.recover(alarm);
            bench.work();

            Policy left = bench.pipeline().policy();
            assertThat(left.auditRate()).isEqualTo(0.12);
            assertThat(left.strata().rates()).extracting(Strata.Rate::rate).containsExactly(0.1, 0.4);
            assertThat(bench.only(alarm).outcome())
                    .contains("Left the audit rate at 12 %: somebody changed it meanwhile.")
                    .contains("Put back the audit rate of {language=de} from 25 % to 10 %");
        }
    }

    @EveryDatabase
    void otherChangesOfThePolicyAreKept(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            bench.policy("", MORE);
            Alarm alarm = bench.alarm();
            bench.open(alarm);
            bench.work();
            on.pipelines.put(
                    new PipelineName(ActionBench.PIPELINE),
                    PolicyEdit.with(bench.pipeline().policy(), node -> node.put("max_open_cards", 3)),
                    "ana",
                    null);

            bench.recover(alarm);
            bench.work();

            assertThat(bench.pipeline().policy().auditRate()).isEqualTo(0.05);
            assertThat(bench.pipeline().policy().maxOpenCards()).isEqualTo(3);
        }
    }

    @EveryDatabase
    void theLastOfSeveralAlarmsPutsBackWhatStoodBeforeTheFirst(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            Pipeline before = bench.policy("", MORE, MUCH_MORE);
            Alarm first = bench.alarm();
            Alarm second = bench.alarm();
            Alarm third = bench.alarm();
            bench.open(first);
            bench.work();
            bench.open(second);
            bench.work();
            bench.start(
                    bench.pipeline(), third, "much-more", dev.touchstone.api.wire.Reviewer.of(new ReviewerId("ana")));
            bench.work();
            assertThat(bench.pipeline().policy().auditRate()).isEqualTo(0.5);

            bench.recover(first);
            bench.work();
            assertThat(bench.pipeline().policy().auditRate()).isEqualTo(0.5);
            assertThat(bench.only(first)).satisfies(run -> {
                assertThat(run.state()).isEqualTo("done");
                assertThat(run.outcome()).endsWith("Left the audit rate at 50 % for another alarm.");
            });

            bench.recover(third);
            bench.work();
            assertThat(bench.pipeline().policy().auditRate()).isEqualTo(0.25);

            bench.recover(second);
            bench.work();
            assertThat(bench.pipeline().policy()).isEqualTo(before.policy());
        }
    }

    @EveryDatabase
    void aStartThatDeclaresThePolicyAgainDoesNotEndWhatAlarmsHold(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            Policy declared = bench.policy("", MORE).policy();
            Alarm alarm = bench.alarm();
            bench.open(alarm);
            bench.work();

            on.pipelines.put(new PipelineName(ActionBench.PIPELINE), declared, "config", null);
            bench.acts.hold(on.database);
            bench.acts.hold(on.database);

            assertThat(bench.pipeline().policy().auditRate()).isEqualTo(0.25);
            assertThat(bench.pipeline().policyVersion()).isEqualTo(4);

            bench.recover(alarm);
            bench.work();
            assertThat(bench.pipeline().policy()).isEqualTo(declared);
        }
    }

    @EveryDatabase
    void aRateThatSomebodyPutBackByHandStaysThere(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            Policy declared = bench.policy("", MORE).policy();
            Alarm alarm = bench.alarm();
            bench.open(alarm);
            bench.work();

            on.pipelines.put(new PipelineName(ActionBench.PIPELINE), declared, "ana", null);
            bench.acts.hold(on.database);

            assertThat(bench.pipeline().policy().auditRate()).isEqualTo(0.05);
        }
    }

    @EveryDatabase
    void howeverManyAlarmsComeAndGoAtOnceTheyLeaveThePolicyAsItWas(Workbench on) throws Exception {
        try (ActionBench bench = new ActionBench(on);
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Pipeline before = bench.policy(
                    STRATA,
                    MORE,
                    action("some", "raise_audit", ", \"to\": 0.15"),
                    action("most", "raise_audit", ", \"to\": 0.6"));
            List<Alarm> alarms = Stream.generate(bench::alarm).limit(6).toList();
            List<Callable<Void>> lives = alarms.stream()
                    .<Callable<Void>>map(alarm -> () -> {
                        bench.open(alarm);
                        bench.work();
                        bench.recover(alarm);
                        bench.work();
                        return null;
                    })
                    .toList();

            for (Future<Void> life : threads.invokeAll(lives)) {
                life.get();
            }
            // Who is undone while its turn is somebody else's comes again.
            bench.workItOut();

            assertThat(alarms)
                    .allSatisfy(alarm -> assertThat(bench.runs(alarm))
                            .hasSize(3)
                            .allSatisfy(run -> assertThat(run.state()).isIn("done", "undone")));
            assertThat(bench.pipeline().policy()).isEqualTo(before.policy());
        }
    }
}
