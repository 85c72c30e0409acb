package dev.touchstone.backend.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.judge.JudgeReason;
import dev.touchstone.api.judge.Judgment;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.backend.quality.Observations;
import dev.touchstone.backend.quality.Period;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.testing.EveryDatabase;
import java.time.Duration;
import java.util.List;

/// Samples that a plan draws for the judge.
class JudgedSampleTest {
    private static final int MEMBERS = 5;
    private static final int OUTPUTS = 20;

    private static List<String> drawnFor(JudgeBench judge, String audience) {
        judge.bench.pipeline(
                JudgeBench.PIPELINE,
                "{\"audit_rate\": 0, \"samples\": [{\"name\": \"daily\", \"schedule\": \"daily\", \"size\": " + MEMBERS
                        + ", \"to\": \"" + audience + "\"}], \"judge\": {\"examples\": 0}}");
        for (int i = 0; i < OUTPUTS; i++) {
            judge.bench.post(NewOutput.text(JudgeBench.PIPELINE, "e-" + i, "an answer")
                    .confidence(0.95)
                    .build());
        }
        judge.bench.clock.advance(Duration.ofHours(25));
        judge.bench.plans.catchUp();
        return judge.bench
                .database
                .reader()
                .withHandle(handle -> handle.createQuery("SELECT output_id FROM sample_member ORDER BY output_id")
                        .mapTo(String.class)
                        .list());
    }

    private static int observed(JudgeBench judge) {
        return new Observations(judge.bench.database)
                .of(
                        new PipelineName(JudgeBench.PIPELINE),
                        Period.lastDays(3, judge.bench.clock.instant()),
                        judge.bench.clock.millis())
                .reviews()
                .size();
    }

    @EveryDatabase
    void theJudgesSampleIsJudgedAndAsksNobodyForAReview(DatabaseConfig database) {
        try (JudgeBench judge = new JudgeBench(database, "{}", JudgeBench::approving)) {
            List<String> members = drawnFor(judge, "judge");
            assertThat(members).hasSize(MEMBERS);
            judge.judging.start();
            judge.eventually("judged", () -> judge.verdicts() == MEMBERS);

            assertThat(members).allSatisfy(id -> {
                Judgment judgment = judge.judgments(new OutputId(id)).getFirst();
                assertThat(judgment.reasons()).containsExactly(JudgeReason.SCHEDULED_SAMPLE);
            });
            double pi = judge.bench
                    .database
                    .reader()
                    .withHandle(handle -> handle.createQuery("SELECT MIN(pi) FROM judgment")
                            .mapTo(Double.class)
                            .one());
            assertThat(pi).isCloseTo(MEMBERS / (double) OUTPUTS, within(0.2));
            assertThat(judge.bench.count("review")).isZero();
            // Nobody was to review them, so nobody failed to.
            assertThat(observed(judge)).isZero();
        }
    }

    @EveryDatabase
    void bothLookAtASampleForBoth(DatabaseConfig database) {
        try (JudgeBench judge = new JudgeBench(database, "{}", JudgeBench::approving)) {
            drawnFor(judge, "both");
            judge.judging.start();
            judge.eventually("judged", () -> judge.verdicts() == MEMBERS);

            assertThat(judge.bench.count("review")).isEqualTo(MEMBERS);
            assertThat(observed(judge)).isEqualTo(MEMBERS);
        }
    }
}
