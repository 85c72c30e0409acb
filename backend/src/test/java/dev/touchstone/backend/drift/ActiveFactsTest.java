package dev.touchstone.backend.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.policy.AuditScore;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.audit.AuditPlan;
import dev.touchstone.backend.audit.ScoredAudits;
import dev.touchstone.backend.drift.watch.AuditFact;
import dev.touchstone.backend.drift.watch.Series;
import dev.touchstone.backend.drift.watch.Watch;
import dev.touchstone.backend.drift.watch.WatchRules;
import dev.touchstone.backend.drift.watch.Week;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import dev.touchstone.stats.sequential.DriftBets;
import dev.touchstone.stats.sequential.Stake;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What detectors are fed under an active audit.
class ActiveFactsTest {
    private static final PipelineName PIPELINE = new PipelineName("p");
    private static final Instant BEGUN = Instant.parse("2030-01-07T09:00:00Z");
    private static final long DUE_MS = BEGUN.toEpochMilli() + 86_400_000;

    private static FactRow row(double u, double auditRate, long createdAtMs) {
        return new FactRow(
                "r",
                createdAtMs,
                new FactRow.About(0, 1, "all", "v"),
                DUE_MS,
                new FactRow.Draw(u, auditRate, "random_audit"),
                "decided",
                1,
                new FactRow.Decided("approve", null),
                new FactRow.Judged(null, null));
    }

    private static Facts facts(Workbench bench, AuditScore score) {
        bench.pipelines.put(
                PIPELINE,
                Json.read("{\"audit_rate\":0.1,\"strata\":{\"keys\":[\"lang\"]}}", Policy.class),
                "test",
                null);
        AuditPlan plan = new AuditPlan(
                PIPELINE,
                1,
                score,
                0.1,
                0.025,
                List.of(new AuditPlan.Band(0, 0.1, 20, 0.4, 0.4), new AuditPlan.Band(0.5, 0.9, 500, 0.01, 0.06)),
                520,
                0.6,
                BEGUN);
        return bench.database
                .reader()
                .withHandle(handle ->
                        new Facts(PIPELINE, bench.pipelines, Certificates.of(handle, PIPELINE), List.of(plan)));
    }

    @EveryDatabase
    void everyReviewIsFedByTheProbabilityItHadAndRatesAreCountedFromTheFloor(DatabaseConfig database) {
        try (Workbench bench = new Workbench(database)) {
            Facts facts = facts(bench, AuditScore.CONFIDENCE);
            long later = BEGUN.toEpochMilli() + 1000;

            AuditFact likely = facts.of(row(0.3, 0.4, later));
            AuditFact unlikely = facts.of(row(0.02, 0.06, later));
            AuditFact doubtful = facts.of(row(0.09, 0.1, later));
            AuditFact own = facts.of(row(0.3, 0.5, later));
            AuditFact before = facts.of(row(0.09, 0.1, BEGUN.toEpochMilli() - 1000));

            assertThat(likely.part().stake()).isEqualTo(new Stake(0.1 / 0.4, 0.1 / 0.025));
            assertThat(likely.part().common()).isFalse();
            assertThat(likely.part().ownRate()).isFalse();
            assertThat(unlikely.part().stake()).isEqualTo(new Stake(0.1 / 0.06, 0.1 / 0.025));
            assertThat(unlikely.part().common()).isTrue();
            assertThat(doubtful.part().stake()).isEqualTo(Stake.WHOLE);
            assertThat(doubtful.part().common()).isFalse();
            assertThat(own.part().stake()).isNull();
            assertThat(own.part().ownRate()).isTrue();
            assertThat(before.part().stake()).isEqualTo(Stake.WHOLE);
            assertThat(before.part().common()).isTrue();
        }
    }

    @EveryDatabase
    void aReviewWaitsForTheScoreThatDecidesOnItsProbability(DatabaseConfig database) {
        try (Workbench bench = new Workbench(database)) {
            long later = BEGUN.toEpochMilli() + 1000;
            Facts judged = facts(bench, AuditScore.JUDGE);

            assertThat(judged.awaitsScore(row(0.01, 0.025, later), BEGUN)).isTrue();
            assertThat(judged.awaitsScore(row(0.01, 0.025, later), Instant.ofEpochMilli(DUE_MS + 1)))
                    .isFalse();
            assertThat(judged.awaitsScore(row(0.01, 0.06, later), BEGUN)).isFalse();
            assertThat(facts(bench, AuditScore.CONFIDENCE).awaitsScore(row(0.01, 0.025, later), BEGUN))
                    .isFalse();
        }
    }

    @EveryDatabase
    void reviewsAreTakenOnceTheirScoresAreThereOrCannotComeAnyMore(Workbench bench) {
        Audited audited = new Audited(
                bench,
                "{\"audit_rate\": 0.8, \"audit\": {\"mode\": \"active\", \"score\": \"judge\"},"
                        + " \"judge\": {\"share\": 1}, \"drift\": {\"floor\": 0.9}}");
        bench.audits.store(new AuditPlan(
                new PipelineName(Audited.PIPELINE),
                1,
                AuditScore.JUDGE,
                0.8,
                0.2,
                List.of(new AuditPlan.Band(0, 0.5, 100, 0.2, 1), new AuditPlan.Band(0.5, 0.5, 100, 0.1, 0.6)),
                200,
                0.7,
                bench.clock.instant()));
        List<ReviewId> atOnce =
                audited.post(60).stream().filter(Objects::nonNull).toList();
        atOnce.forEach(review -> audited.decide(review, false));
        audited.look();
        assertThat(atOnce).hasSizeBetween(3, 25);
        assertThat(audited.taken()).isZero();

        ScoredAudits scored = new ScoredAudits(bench.audits, bench.pipelines, bench.queue, bench.ids, bench.clock);
        outputs(bench)
                .forEach(id -> bench.database
                        .writer()
                        .useTransaction(transaction -> scored.draw(
                                transaction, bench.outputs.find(transaction, id).orElseThrow(), 0.9, "jv-1")));
        open(bench).forEach(review -> audited.decide(review, false));
        audited.look();

        long drawn = bench.count("review");
        assertThat(drawn).isGreaterThan(atOnce.size());
        assertThat(audited.taken()).isEqualTo(drawn);
        Series floor = Watch.from(
                        audited.state(),
                        WatchRules.of(audited.pipeline().policy().drift()))
                .orElseThrow()
                .watched()
                .getFirst()
                .series();
        assertThat(floor.tally().weeks().stream().mapToLong(Week::fed).sum()).isEqualTo(drawn);
        assertThat(floor.tally().reviewed()).isEqualTo(atOnce.size());

        // Of these no score ever comes.
        audited.post(60).stream().filter(Objects::nonNull).forEach(review -> audited.decide(review, false));
        audited.look();
        assertThat(audited.taken()).isEqualTo(drawn);
        bench.clock.advance(Duration.ofDays(2));
        audited.look();
        assertThat(audited.taken()).isEqualTo(bench.count("review")).isGreaterThan(drawn);
        assertThat(audited.state()).isEqualTo(audited.fromScratch());
    }

    private static List<OutputId> outputs(Workbench bench) {
        return bench.database
                .reader()
                .withHandle(handle -> handle.createQuery("SELECT id FROM output ORDER BY id")
                        .mapTo(String.class)
                        .map(OutputId::new)
                        .list());
    }

    private static List<ReviewId> open(Workbench bench) {
        return bench.database
                .reader()
                .withHandle(handle -> handle.createQuery("SELECT id FROM review WHERE state = 'open' ORDER BY id")
                        .mapTo(String.class)
                        .map(ReviewId::new)
                        .list());
    }

    /// Whatever the mix of bands: by exact sums over outputs that are wrong with probability ε₀ on the whole.
    @Test
    void weightedBetsAreFairWhereverErrorsLie() {
        SplittableRandom random = new SplittableRandom(8);
        for (int run = 0; run < 200; run++) {
            double share = random.nextDouble(0.02, 0.98);
            double first = random.nextDouble(0, 0.3);
            double second = random.nextDouble(0, 0.3);
            double eps0 = share * first + (1 - share) * second;
            double rate = 0.05;
            double[] rates = {rate * random.nextDouble(0.25, 4), rate * random.nextDouble(0.25, 4)};
            double[] sums = new double[DriftBets.DEFAULT_ODDS.size()];
            double reviewed = 0;
            for (int band = 0; band < 2; band++) {
                double part = band == 0 ? share : 1 - share;
                double wrong = band == 0 ? first : second;
                Stake stake = new Stake(rate / rates[band], 4);
                for (int loss = 0; loss < 2; loss++) {
                    double weight = part * rates[band] * (loss == 1 ? wrong : 1 - wrong);
                    reviewed += weight;
                    List<Double> payoffs = DriftBets.against(eps0).payoffs(loss, stake);
                    for (int bet = 0; bet < sums.length; bet++) {
                        assertThat(payoffs.get(bet)).isPositive();
                        sums[bet] += weight * payoffs.get(bet);
                    }
                }
            }
            for (double sum : sums) {
                assertThat(sum / reviewed).isCloseTo(1, within(1e-12));
            }
        }
    }
}
