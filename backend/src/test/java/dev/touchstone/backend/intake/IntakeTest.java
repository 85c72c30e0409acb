package dev.touchstone.backend.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.output.RouteName;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.backend.erasure.Retention;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

class IntakeTest {
    private static NewOutput output(String externalId, double confidence) {
        return NewOutput.text("p", externalId, "answer " + externalId)
                .query("why?")
                .confidence(confidence)
                .build();
    }

    @EveryDatabase
    void aDoubtfulOutputIsReviewedAndAConfidentOneIsNot(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 0}");

        OutputReceipt doubtful = bench.post(output("a", 0.79));
        OutputReceipt confident = bench.post(output("b", 0.8));

        assertThat(doubtful.route()).isEqualTo(RouteName.TO_REVIEW);
        assertThat(doubtful.reasons()).containsExactly(RouteReason.LOW_CONFIDENCE);
        assertThat(doubtful.inclusionProbability()).isEqualTo(1);
        assertThat(doubtful.reviewId()).isNotNull();
        assertThat(confident.route()).isEqualTo(RouteName.AUTO_APPROVE);
        assertThat(confident.inclusionProbability()).isZero();
        assertThat(confident.reviewId()).isNull();
        assertThat(bench.count("review")).isEqualTo(1);
    }

    @EveryDatabase
    void theSameOutputAgainGetsTheSameAnswerAndIsStoredOnce(Workbench bench) {
        bench.pipeline("p", "{}");
        OutputReceipt first = bench.post(output("a", 0.5));

        Intake.Answer again = bench.intake.accept(output("a", 0.5)).join();
        Intake.Answer other = bench.intake.accept(output("a", 0.6)).join();

        assertThat(again).isEqualTo(new Intake.Answer.Known(first));
        assertThat(other).isEqualTo(new Intake.Answer.Different(first.id()));
        assertThat(bench.count("output")).isEqualTo(1);
        assertThat(bench.count("review")).isEqualTo(1);
        assertThat(outputsCounted(bench)).isEqualTo(1);
    }

    @EveryDatabase
    void theSameOutputPostedManyTimesAtOnceIsStoredOnce(Workbench bench) {
        bench.pipeline("p", "{}");
        List<CompletableFuture<Intake.Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            answers.add(bench.intake.accept(output("same", 0.1)));
        }

        long stored = answers.stream()
                .map(CompletableFuture::join)
                .filter(Intake.Answer.Stored.class::isInstance)
                .count();

        assertThat(stored).isEqualTo(1);
        assertThat(bench.count("output")).isEqualTo(1);
        assertThat(outputsCounted(bench)).isEqualTo(1);
    }

    @EveryDatabase
    void everythingStatisticsWillNeedIsFixedAtIntake(Workbench bench) {
        bench.pipeline(
                "p",
                "{\"audit_rate\": 0.25, \"strata\": {\"keys\": [\"lang\"], \"rates\": "
                        + "[{\"when\": {\"lang\": \"de\"}, \"rate\": 0.5}]}}");
        String id = bench.post(NewOutput.text("p", "x", "out")
                        .confidence(0.9)
                        .model("m1")
                        .promptVersion("v7")
                        .stratum("lang", "de")
                        .occurredAt(bench.clock.instant().minus(Duration.ofHours(30)))
                        .build())
                .id()
                .value();

        OutputRow row = bench.outputs.find(new OutputId(id)).orElseThrow();

        assertThat(row.facts().stratum()).isEqualTo("lang=de");
        assertThat(row.draw().auditRate()).isEqualTo(0.5);
        assertThat(row.draw().pi()).isEqualTo(0.5);
        assertThat(row.facts().policyVersion()).isEqualTo(1);
        assertThat(row.facts().model()).isEqualTo("m1");
        assertThat(row.facts().promptVersion()).isEqualTo("v7");
        assertThat(row.draw().u()).isBetween(0.0, 1.0);
        assertThat(row.facts().hour()).isEqualTo(bench.clock.instant().toEpochMilli() / 3_600_000 - 30);
    }

    @EveryDatabase
    void theRandomAuditReviewsItsShareAndCountersAddUp(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 0.2}");
        List<CompletableFuture<Intake.Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            answers.add(bench.intake.accept(output("o" + i, 0.95)));
        }
        answers.forEach(CompletableFuture::join);

        // Binomial(3000, 0.2) has a standard deviation of 22: five of them never happen by chance.
        assertThat(bench.count("review")).isBetween(490L, 710L);
        assertThat(outputsCounted(bench)).isEqualTo(3000);
        long reviewed = bench.database
                .reader()
                .withHandle(handle -> handle.createQuery("SELECT SUM(outputs) FROM rollup WHERE route = 'to_review'")
                        .mapTo(Long.class)
                        .one());
        assertThat(reviewed).isEqualTo(bench.count("review"));
    }

    @EveryDatabase
    void anUnknownPipelineIsRefusedByName(Workbench bench) {
        bench.pipeline("claims", "{}");

        assertThatThrownBy(() -> bench.intake.accept(output("a", 0.5)))
                .isInstanceOfSatisfying(Refused.class, problem -> {
                    assertThat(problem.code()).isEqualTo("unknown-pipeline");
                    assertThat(problem.detail()).contains("claims");
                });
    }

    @EveryDatabase
    void anOutputFromTheFutureIsRefused(Workbench bench) {
        bench.pipeline("p", "{}");
        NewOutput future = NewOutput.text("p", "f", "x")
                .occurredAt(bench.clock.instant().plus(Duration.ofMinutes(6)))
                .build();

        assertThatThrownBy(() -> bench.intake.accept(future)).isInstanceOf(InvalidField.class);
    }

    @EveryDatabase
    void whatWasAnsweredIsThereAfterTheDatabaseIsOpenedAgain(Workbench bench) {
        bench.pipeline("p", "{}");
        OutputId id = bench.post(output("durable", 0.1)).id();
        bench.close();

        try (Workbench reopened = new Workbench(bench.config)) {
            assertThat(reopened.outputs.find(id)).isPresent();
            assertThat(reopened.count("review")).isEqualTo(1);
        }
    }

    @EveryDatabase
    void retentionClearsTextsAndKeepsFacts(Workbench bench) {
        bench.pipeline("p", "{\"retention\": \"30d\"}");
        OutputId old = bench.post(output("old", 0.1)).id();
        bench.clock.advance(Duration.ofDays(31));
        OutputId young = bench.post(output("young", 0.1)).id();
        Retention retention = bench.retention();

        assertThat(retention.run()).isEqualTo(1);
        assertThat(retention.run()).isZero();

        assertThat(bench.outputs.find(old).orElseThrow().body()).isNull();
        assertThat(bench.outputs.find(old).orElseThrow().draw().pi()).isEqualTo(1);
        assertThat(bench.outputs.find(young).orElseThrow().body()).isNotNull();
    }

    private static long outputsCounted(Workbench bench) {
        return bench.database
                .reader()
                .withHandle(handle -> handle.createQuery("SELECT SUM(outputs) FROM rollup")
                        .mapTo(Long.class)
                        .one());
    }
}
