package dev.touchstone.backend.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.sampling.Sample;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class PlansTest {
    private static final String DAILY = """
            {"audit_rate": 0.05, "samples": [{"name": "audit", "schedule": "daily", "zone": "Europe/Berlin", "size": 10}]}
            """;

    private static List<Sample> drawn(Workbench bench) {
        return bench.samples.list(new PipelineName("p"), null, 100).reversed();
    }

    private static void hourly(Workbench bench, String prefix, Instant from, int hours) {
        Traffic.post(bench, prefix, hours * 4, from, Duration.ofMinutes(15), 0.9);
    }

    @EveryDatabase
    void aPlanDrawsEveryPeriodOnceItIsOver(Workbench bench) {
        bench.pipeline("p", DAILY);
        bench.clock.set(Instant.parse("2030-01-01T23:00:00Z"));
        hourly(bench, "a", Instant.parse("2030-01-01T12:00:00Z"), 11);

        int early = bench.plans.catchUp();
        bench.clock.advance(Plans.GRACE);
        int due = bench.plans.catchUp();
        int again = bench.plans.catchUp();

        assertThat(List.of(early, due, again)).containsExactly(0, 1, 0);
        assertThat(drawn(bench)).singleElement().satisfies(sample -> {
            assertThat(sample.occasion().plan()).isEqualTo("audit");
            assertThat(sample.window().from()).isEqualTo("2029-12-31T23:00:00Z");
            assertThat(sample.window().to()).isEqualTo("2030-01-01T23:00:00Z");
            assertThat(sample.occasion().period()).isEqualTo(sample.window().from());
            assertThat(sample.result().population()).isEqualTo(44);
            assertThat(sample.result().members()).isEqualTo(10);
        });
    }

    @EveryDatabase
    void aSampleForAJudgeThatIsNotThereSaysSo(Workbench bench) {
        bench.pipeline("p", DAILY.replace("\"size\": 10", "\"size\": 10, \"to\": \"judge\""));
        bench.clock.set(Instant.parse("2030-01-01T23:00:00Z"));
        hourly(bench, "a", Instant.parse("2030-01-01T12:00:00Z"), 11);
        bench.clock.advance(Plans.GRACE);

        bench.plans.catchUp();

        assertThat(drawn(bench))
                .singleElement()
                .satisfies(sample -> assertThat(sample.result().note()).contains("No judge is configured"));
    }

    @EveryDatabase
    void afterADowntimeTheMissingPeriodsAreDrawn(Workbench bench) {
        bench.pipeline("p", DAILY);
        bench.clock.set(Instant.parse("2030-01-02T00:00:00Z"));
        bench.plans.catchUp();
        bench.clock.set(Instant.parse("2030-01-05T12:00:00Z"));
        hourly(bench, "a", Instant.parse("2030-01-02T00:00:00Z"), 24);

        bench.plans.catchUp();

        assertThat(drawn(bench)).extracting(each -> each.result().members()).containsExactly(0L, 10L, 4L, 0L);
        assertThat(drawn(bench).getFirst().result().note()).isEqualTo("There were no outputs in the window.");
    }

    @EveryDatabase
    void aLongDowntimeIsMadeUpForAsFarAsTheLookBack(Workbench bench) {
        bench.pipeline("p", DAILY);
        bench.clock.advance(Duration.ofDays(200));

        int drawn = bench.plans.catchUp();

        assertThat(drawn).isEqualTo(35);
        assertThat(drawn(bench).getLast().window().to())
                .isAfter(bench.clock.instant().minus(Duration.ofDays(1)));
    }

    @EveryDatabase
    void aPlanDoesNotReachBackBeforeItWasDeclared(Workbench bench) {
        bench.pipeline("p", "{}");
        bench.clock.advance(Duration.ofDays(20));
        bench.pipeline("p", DAILY);
        bench.clock.advance(Duration.ofDays(2));
        bench.pipeline("p", DAILY.replace("0.05", "0.1"));
        bench.clock.advance(Duration.ofDays(1));

        assertThat(bench.plans.catchUp()).isEqualTo(3);
    }

    @EveryDatabase
    void onePipelinesTroubleDoesNotHoldUpTheOthers(Workbench bench) {
        bench.pipeline("a-bad", DAILY);
        // As a version that did not look closer may have left it.
        bench.database
                .writer()
                .useHandle(handle -> handle.execute(
                        "UPDATE pipeline_policy SET policy = REPLACE(policy, '\"daily\"', '\"0 0 6 31 2 ?\"')"));
        bench.pipeline("p", DAILY);
        bench.clock.advance(Duration.ofDays(1));

        assertThat(bench.plans.catchUp()).isEqualTo(1);
    }

    @EveryDatabase
    void aScheduleThatCannotBeFollowedIsRefusedWhenItIsPut(Workbench bench) {
        for (String cron : List.of("0 0 6 31 2 ?", "0 0 6 ? * 9", "0 0 6 ? * MOON", "0 0 26 * * ?")) {
            assertThatThrownBy(() -> bench.pipeline("p", DAILY.replace("daily", cron)))
                    .as(cron)
                    .isInstanceOfSatisfying(
                            InvalidField.class, e -> assertThat(e.field()).isEqualTo("samples/0/schedule"))
                    .hasMessageContaining("of plan audit must be one that the scheduler can follow")
                    .hasMessageContaining(cron);
        }
        assertThat(bench.pipelines.find(new PipelineName("p"))).isEmpty();
        bench.pipeline("p", DAILY.replace("daily", "0 0 6 ? * MON-FRI"));
    }

    @EveryDatabase
    void twoNodesAtOnceDrawAPeriodOnce(Workbench bench) throws Exception {
        bench.pipeline("p", DAILY);
        bench.clock.set(Instant.parse("2030-01-04T12:00:00Z"));
        hourly(bench, "a", Instant.parse("2030-01-02T00:00:00Z"), 48);

        try (Workbench other = new Workbench(bench.config);
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            other.clock.set(bench.clock.instant());
            List<Future<?>> runs = new ArrayList<>();
            for (Workbench node : List.of(bench, other, bench, other)) {
                runs.add(threads.submit(() -> node.plans.catchUp()));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        }

        assertThat(drawn(bench)).hasSize(3);
        long members =
                drawn(bench).stream().mapToLong(each -> each.result().members()).sum();
        assertThat(bench.count("sample_member")).isEqualTo(members);
        assertThat(bench.count("(SELECT output_id FROM review GROUP BY output_id HAVING COUNT(*) > 1) AS twice"))
                .isZero();
    }
}
