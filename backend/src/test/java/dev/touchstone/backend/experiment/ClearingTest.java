package dev.touchstone.backend.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.experiment.ExperimentResult;
import dev.touchstone.api.experiment.NewExperiment;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.backend.judge.JudgmentTexts;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import dev.touchstone.stats.sampling.SamplingKey;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;

class ClearingTest {
    @EveryDatabase
    void textsGoAtTheEndOfRetentionAndTheResultStays(Workbench bench) throws Exception {
        bench.pipeline("support", "{\"retention\": \"30d\"}");
        Experiments experiments = new Experiments(
                bench.database,
                bench.ids,
                bench.clock,
                bench.ledger,
                bench.pipelines,
                bench.outputs,
                bench.queue,
                bench.judgeQueue,
                new SamplingKey("a secret".getBytes(StandardCharsets.UTF_8)));
        String id = experiments.create(NewExperiment.of("support", "x"), "test").id();
        String file = Bench.twoVersions(3).stream()
                .map(dev.touchstone.api.wire.Json::write)
                .collect(Collectors.joining("\n"));
        new Upload(bench.database, bench.ids, id)
                .read(new JsonLines(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), 10_000));
        experiments.start(experiments.find(id).orElseThrow(), "test");
        for (ReviewId review : bench.database
                .reader()
                .withHandle(handle -> handle.createQuery("SELECT id FROM review")
                        .mapTo(ReviewId.class)
                        .list())) {
            bench.decisions.decide(review, NewDecision.approve(Bench.ANN, 0, null), null);
        }
        Clearing clearing = new Clearing(
                bench.database, bench.clock, bench.pipelines, bench.outputs, new JudgmentTexts(bench.database));
        ExperimentResult before =
                new Results(bench.database).of(experiments.find(id).orElseThrow());
        clearing.run();
        assertThat(texts(bench)).isEqualTo(12);

        bench.clock.advance(Duration.ofDays(31));
        clearing.run();
        clearing.run();

        assertThat(texts(bench)).isZero();
        assertThat(new Results(bench.database).of(experiments.find(id).orElseThrow()))
                .isEqualTo(before);
    }

    private static long texts(Workbench bench) {
        return bench.database
                .reader()
                .withHandle(handle -> handle.createQuery("""
                                SELECT (SELECT COUNT(body) FROM output) + (SELECT COUNT(body) FROM experiment_item)
                                """).mapTo(Long.class).one());
    }
}
