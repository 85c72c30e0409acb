package dev.touchstone.backend.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.quality.QualityGroup;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.sampling.NewSample;
import dev.touchstone.api.sampling.Sample;
import dev.touchstone.api.sampling.SampleMember;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Population;
import dev.touchstone.backend.testing.Workbench;
import dev.touchstone.stats.estimate.Hajek;
import dev.touchstone.stats.estimate.HajekEstimate;
import dev.touchstone.stats.estimate.ReviewedOutput;
import dev.touchstone.stats.estimate.StratumSample;
import dev.touchstone.stats.estimate.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What samples drawn after the fact do to the figures. Two mornings: on the first half of the confident outputs are
/// wrong, on the second none is, so that ignoring a sample, or giving its reviews the audit's weight, shows.
class SampledEstimateTest {
    private static final Instant BAD = Instant.parse("2030-01-01T06:00:00Z");
    private static final Instant GOOD = Instant.parse("2030-01-02T06:00:00Z");
    private static final Duration MORNING = Duration.ofHours(6);
    private static final int EACH = 120;
    private static final int SAMPLE = 72;
    private static final double AUDIT = 0.2;

    /// What a test knows of an output without asking the code under test.
    private record Known(
            boolean doubtful,
            boolean bad,
            boolean right,
            double u,
            @Nullable ReviewId review) {
        ReviewedOutput reviewed(double inclusion) {
            return new ReviewedOutput(right ? 1 : 0, inclusion);
        }
    }

    /// A morning of bad outputs and a week later one of good ones.
    static final class Posted implements Population {
        @Override
        public void fill(Workbench bench) {
            post(bench);
        }
    }

    /// The same, with a verdict on whatever routing sent to people.
    static final class Decided implements Population {
        @Override
        public void fill(Workbench bench) {
            post(bench);
            decideEverything(bench);
        }
    }

    @EveryDatabase(holding = Posted.class)
    void reviewsThatASampleOpenedWeighByTheLargerOfTheTwoProbabilities(Workbench bench) {
        Set<OutputId> members = members(bench, NewSample.ofSize("qa", BAD, BAD.plus(MORNING), SAMPLE));
        decideEverything(bench);

        List<ReviewedOutput> certain = new ArrayList<>();
        List<ReviewedOutput> chance = new ArrayList<>();
        known(bench).forEach((id, output) -> {
            if (output.doubtful()) {
                certain.add(output.reviewed(1));
            } else if (members.contains(id)) {
                chance.add(output.reviewed((double) SAMPLE / EACH));
            } else if (output.u() < AUDIT) {
                chance.add(output.reviewed(output.bad() ? Math.max(AUDIT, (double) SAMPLE / EACH) : AUDIT));
            }
        });
        HajekEstimate expected = hajek(chance, certain);

        QualityGroup all = total(bench);
        assertThat(all.coverage().decided()).isEqualTo(chance.size() + certain.size());
        QualityFigure approval = all.figure("approval_rate").orElseThrow();
        assertThat(approval.reviewed()).isEqualTo(chance.size() + certain.size());
        assertThat(approval.value()).isCloseTo(expected.value(), within(1e-12));
        assertThat(approval.interval().lower()).isCloseTo(expected.interval().lower(), within(1e-12));
        assertThat(approval.interval().upper()).isCloseTo(expected.interval().upper(), within(1e-12));
    }

    @EveryDatabase(holding = Decided.class)
    void aSampleSmallerThanTheAuditChangesNothing(Workbench bench) {
        QualityGroup before = total(bench);

        members(bench, NewSample.ofSize("qa", BAD, BAD.plus(MORNING), 3));

        assertThat(total(bench).figures()).isEqualTo(before.figures());
    }

    @EveryDatabase(holding = Posted.class)
    void everythingSampledAndDecidedIsTheTruthWithoutAnInterval(Workbench bench) {
        members(bench, NewSample.ofSize("qa", BAD, GOOD.plus(MORNING), 2 * EACH));
        decideEverything(bench);

        QualityFigure approval = total(bench).figure("approval_rate").orElseThrow();

        double truth = known(bench).values().stream()
                .mapToDouble(output -> output.right() ? 1 : 0)
                .average()
                .orElseThrow();
        assertThat(approval.value()).isCloseTo(truth, within(1e-12));
        assertThat(approval.interval().width()).isCloseTo(0, within(1e-12));
        assertThat(approval.reviewed()).isEqualTo(2 * EACH);
    }

    @EveryDatabase(holding = Decided.class)
    void aSeededSampleStandsByItself(Workbench bench) {
        QualityGroup before = total(bench);

        members(bench, NewSample.ofSize("qa", BAD, BAD.plus(MORNING), SAMPLE).seed("another look"));
        decideEverything(bench);

        assertThat(total(bench).figures()).isEqualTo(before.figures());
    }

    @EveryDatabase(holding = Decided.class)
    void membersWithoutATextAreDrawnAndMissing(Workbench bench) {
        bench.outputs.clearBodies(new PipelineName("qa"), "", "~", 10_000);

        Set<OutputId> members = members(bench, NewSample.ofSize("qa", BAD, BAD.plus(MORNING), SAMPLE));

        long lost = known(bench).entrySet().stream()
                .filter(output ->
                        members.contains(output.getKey()) && output.getValue().review() == null)
                .count();
        QualityGroup all = total(bench);
        assertThat(lost).isPositive();
        assertThat(all.coverage().missing()).isEqualTo(lost);
        assertThat(all.figure("approval_rate").orElseThrow().worstCase()).isNotNull();
    }

    private static HajekEstimate hajek(List<ReviewedOutput> chance, List<ReviewedOutput> certain) {
        return Hajek.estimate(
                        List.of(
                                new StratumSample(2 * EACH - certain.size(), null, chance),
                                new StratumSample(certain.size(), 1.0, certain)),
                        Target.FINITE,
                        0.95)
                .orElseThrow();
    }

    private static void post(Workbench bench) {
        bench.clock.set(GOOD.plus(MORNING));
        bench.pipeline("qa", "{\"audit_rate\":" + AUDIT + ",\"confidence_threshold\":0.5}");
        for (int i = 0; i < 2 * EACH; i++) {
            Duration since = MORNING.multipliedBy(i % EACH).dividedBy(EACH);
            bench.post(NewOutput.text("qa", "out-" + i, "an answer")
                    .confidence(i % 10 == 0 ? 0.2 : 0.9)
                    .occurredAt((i < EACH ? BAD : GOOD).plus(since))
                    .build());
        }
    }

    private static Set<OutputId> members(Workbench bench, NewSample asked) {
        Sample sample = bench.samples.draw(asked, "key-" + asked, "ann");
        return bench.samples.members(sample.id(), null, 10_000).stream()
                .map(SampleMember::outputId)
                .collect(Collectors.toSet());
    }

    private static Map<OutputId, Known> known(Workbench bench) {
        Map<OutputId, Known> known = new LinkedHashMap<>();
        bench.database
                .reader()
                .useHandle(handle -> handle.createQuery("SELECT id, external_id, u, review_id FROM output")
                        .map((row, context) -> Map.entry(
                                row.getString(1),
                                known(
                                        Integer.parseInt(row.getString(2).substring(4)),
                                        row.getDouble(3),
                                        row.getString(4) == null ? null : new ReviewId(row.getString(4)))))
                        .forEach(entry -> known.put(new OutputId(entry.getKey()), entry.getValue())));
        return known;
    }

    private static Known known(int number, double u, @Nullable ReviewId review) {
        boolean doubtful = number % 10 == 0;
        boolean bad = number < EACH;
        return new Known(doubtful, bad, doubtful ? number % 20 == 0 : !bad || number % 2 == 0, u, review);
    }

    private static void decideEverything(Workbench bench) {
        for (Known output : known(bench).values()) {
            if (output.review() != null && open(bench, output.review())) {
                Stream.decide(bench, output.review(), output.right() ? DecisionAction.APPROVE : DecisionAction.REJECT);
            }
        }
    }

    private static boolean open(Workbench bench, ReviewId review) {
        return bench.count("review WHERE id = '" + review + "' AND state = 'open'") == 1;
    }

    private static QualityGroup total(Workbench bench) {
        Selection selection = Selection.all(new PipelineName("qa"), Period.of(BAD, GOOD.plus(MORNING)));
        return new QualitySnapshot(new Observations(bench.database), bench.clock)
                .of(selection, null, 0.95, Target.FINITE)
                .total();
    }
}
