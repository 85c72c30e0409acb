package dev.touchstone.backend.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.policy.SampleAllocation;
import dev.touchstone.api.policy.SampleMethod;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.sampling.NewSample;
import dev.touchstone.api.sampling.Sample;
import dev.touchstone.api.sampling.SampleDetail;
import dev.touchstone.api.sampling.SampleMember;
import dev.touchstone.api.sampling.SampleStratum;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import dev.touchstone.stats.sampling.SamplingKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

class SamplesTest {
    private static final Instant FROM = Instant.parse("2030-01-01T06:00:00Z");
    private static final Instant TO = Instant.parse("2030-01-01T12:00:00Z");
    private static final String CATEGORIES = "{\"audit_rate\": 0.05, \"strata\": {\"keys\": [\"category\"]}}";

    private static final Reviewer ANN = Reviewer.of(new ReviewerId("ann"));

    private static void sixHours(Workbench bench, int count, String... categories) {
        bench.pipeline("p", CATEGORIES);
        Duration step = Duration.between(FROM, TO).dividedBy(count);
        Traffic.post(bench, "o", count, FROM, step, 0.9, categories);
    }

    private static NewSample ask(int size) {
        return NewSample.ofSize("p", FROM, TO, size);
    }

    private static List<SampleMember> draw(Workbench bench, NewSample asked) {
        Sample sample = bench.samples.draw(asked, "key-" + asked, "ann");
        List<SampleMember> members = bench.samples.members(sample.id(), null, 10_000);
        assertThat(members).hasSize((int) sample.result().members());
        return members;
    }

    private static List<OutputId> ids(List<SampleMember> members) {
        return members.stream().map(SampleMember::outputId).toList();
    }

    /// Per stratum, the outputs with the smallest keys.
    private static List<OutputId> smallest(
            Workbench bench, List<SampleStratum> strata, ToDoubleFunction<Traffic.Seen> key) {
        Map<String, List<Traffic.Seen>> all =
                Traffic.scan(bench, FROM, TO).stream().collect(Collectors.groupingBy(Traffic.Seen::stratum));
        return strata.stream()
                .flatMap(stratum -> all.getOrDefault(stratum.stratum(), List.of()).stream()
                        .sorted(Comparator.comparingDouble(key))
                        .limit(stratum.allotted()))
                .map(Traffic.Seen::id)
                .toList();
    }

    private static SampleDetail onlySample(Workbench bench) {
        return bench.samples
                .detail(bench.samples
                        .list(new PipelineName("p"), null, 10)
                        .getFirst()
                        .id())
                .orElseThrow();
    }

    @EveryDatabase
    void aDrawIsTheSmallestKeysOfAFullScan(Workbench bench) {
        sixHours(bench, 300, "a", "a", "a", "a", "b", "c");

        List<SampleMember> members = draw(bench, ask(40));

        List<SampleStratum> strata = onlySample(bench).strata();
        assertThat(ids(members)).containsExactlyInAnyOrderElementsOf(smallest(bench, strata, Traffic.Seen::u));
        assertThat(strata).extracting(SampleStratum::stratum).containsExactly("category=a", "category=b", "category=c");
        assertThat(strata).extracting(SampleStratum::population).containsExactly(200L, 50L, 50L);
        assertThat(strata.stream().mapToLong(SampleStratum::allotted).sum()).isEqualTo(40);
        assertThat(strata).allSatisfy(stratum -> {
            assertThat(stratum.drawn()).isEqualTo(stratum.allotted()).isGreaterThanOrEqualTo(5);
            assertThat(stratum.inclusion()).isEqualTo((double) stratum.drawn() / stratum.population());
            assertThat(members.stream()
                            .filter(member -> member.stratum().equals(stratum.stratum()))
                            .mapToDouble(SampleMember::inclusionProbability))
                    .containsOnly(stratum.inclusion());
        });
    }

    @EveryDatabase
    void aSeedStartsElsewhereOnTheSameCircle(Workbench bench) {
        sixHours(bench, 200, "a");

        List<SampleMember> members = draw(bench, ask(60).seed("second look"));

        double start =
                new SamplingKey("a secret for tests".getBytes(StandardCharsets.UTF_8)).of("sample-seed/second look");
        assertThat(ids(members))
                .containsExactlyInAnyOrderElementsOf(smallest(
                        bench,
                        onlySample(bench).strata(),
                        seen -> seen.u() >= start ? seen.u() - start : seen.u() - start + 1));
        // The larger of its probability and the audit's would be that of neither.
        assertThat(samplePi(bench, members.getFirst().reviewId())).isNull();
    }

    @EveryDatabase
    void aSmallerSampleLiesInsideALargerOne(Workbench bench) {
        sixHours(bench, 300, "a", "a", "b");

        List<OutputId> small = ids(draw(bench, ask(20)));
        List<OutputId> large = ids(draw(bench, ask(60)));

        assertThat(large).containsAll(small);
        assertThat(bench.count("review WHERE sample_id IS NOT NULL AND sample_pi IS NOT NULL"))
                .isEqualTo(large.size()
                        - Traffic.scan(bench, FROM, TO).stream()
                                .filter(seen -> seen.u() < 0.05 && large.contains(seen.id()))
                                .count());
    }

    @EveryDatabase
    void whatIsUnderReviewAlreadyIsAMemberWithoutASecondReview(Workbench bench) {
        sixHours(bench, 300, "a");
        long audited = bench.count("review");
        assertThat(audited).isPositive();

        List<SampleMember> members = draw(bench, ask(60));

        assertThat(bench.count("review")).isEqualTo(60);
        assertThat(members).filteredOn(member -> !member.opened()).hasSize((int) audited);
        assertThat(members).allSatisfy(member -> {
            assertThat(member.state()).isEqualTo(ReviewState.OPEN);
            assertThat(samplePi(bench, member.reviewId())).isEqualTo(0.2);
            assertThat(bench.outputs
                            .find(member.outputId())
                            .orElseThrow()
                            .routed()
                            .reviewId())
                    .isEqualTo(member.reviewId());
            assertThat(bench.outputs
                            .find(member.outputId())
                            .orElseThrow()
                            .draw()
                            .pi())
                    .isEqualTo(0.05);
        });
        assertThat(bench.count("review WHERE reasons = 'scheduled_sample' AND blind = TRUE AND sample_id IS NOT NULL"))
                .isEqualTo(60 - audited);
    }

    @EveryDatabase
    void aPoissonSampleIsEverythingBelowItsRate(Workbench bench) {
        sixHours(bench, 300, "a", "b");
        NewSample byRate = new NewSample(
                "p", FROM, TO, null, 0.15, SampleMethod.POISSON, SampleAllocation.SQRT, 5, List.of(), null);

        List<SampleMember> members = draw(bench, byRate);

        assertThat(ids(members))
                .containsExactlyInAnyOrderElementsOf(Traffic.scan(bench, FROM, TO).stream()
                        .filter(seen -> seen.u() < 0.15)
                        .map(Traffic.Seen::id)
                        .toList());
        assertThat(members).extracting(SampleMember::inclusionProbability).containsOnly(0.15);
    }

    @EveryDatabase
    void aSampleLargerThanItsPopulationTakesAllAndSaysSo(Workbench bench) {
        sixHours(bench, 30, "a", "b");

        List<SampleMember> members = draw(bench, ask(50));

        assertThat(members)
                .hasSize(30)
                .allSatisfy(member -> assertThat(member.inclusionProbability()).isEqualTo(1));
        assertThat(onlySample(bench).sample().result().note())
                .isEqualTo("Asked for 50, but the window has only 30: all are taken.");
    }

    @EveryDatabase
    void strataCanBeChosenAndUnknownOnesAreRefused(Workbench bench) {
        sixHours(bench, 60, "a", "b");

        assertThat(draw(bench, ask(10).strata(List.of("category=b"))))
                .hasSize(10)
                .extracting(SampleMember::stratum)
                .containsOnly("category=b");
        assertThatThrownBy(() -> draw(bench, ask(10).strata(List.of("category=c"))))
                .hasMessage("The window has no outputs in stratum 'category=c'; it has category=a · category=b.");
        assertThatThrownBy(() -> ask(10).strata(List.of("x", "x"))).hasMessageContaining("named twice");
    }

    @EveryDatabase
    void whatCannotBeDrawnIsRefusedInWords(Workbench bench) {
        bench.pipeline("p", "{}");

        assertThatThrownBy(() -> draw(bench, ask(10))).hasMessageContaining("delivered nothing in this window");
        assertThatThrownBy(() -> draw(bench, NewSample.ofSize("p", FROM, TO.plusSeconds(3600), 10)))
                .hasMessageContaining("which is not over");
        assertThatThrownBy(() -> draw(bench, NewSample.ofSize("q", FROM, TO, 10)))
                .hasMessageContaining("Pipeline 'q' is unknown");
        assertThatThrownBy(() -> NewSample.ofSize("p", TO, FROM, 10)).hasMessageContaining("must be after from");
        assertThatThrownBy(() -> NewSample.ofSize("p", FROM.plusSeconds(60), TO, 10))
                .hasMessageContaining("whole hour");
        assertThat(bench.count("sample")).isZero();
    }

    @EveryDatabase
    void theSameKeyGetsTheSameSample(Workbench bench) {
        sixHours(bench, 60, "a");

        Sample first = bench.samples.draw(ask(10), "k", "ann");

        assertThat(bench.samples.draw(ask(10), "k", "ann")).isEqualTo(first);
        assertThatThrownBy(() -> bench.samples.draw(ask(11), "k", "ann")).hasMessageContaining(first.id());
        assertThat(bench.count("sample")).isEqualTo(1);
    }

    @EveryDatabase
    void outputsWithoutTextAreMembersThatNobodyCanReview(Workbench bench) {
        sixHours(bench, 40, "a");
        List<OutputId> audited = Traffic.scan(bench, FROM, TO).stream()
                .filter(seen -> seen.reviewId() != null)
                .map(Traffic.Seen::id)
                .toList();
        bench.outputs.clearBodies(new PipelineName("p"), "", "g", 1000);

        draw(bench, ask(40));

        assertThat(onlySample(bench).progress())
                .isEqualTo(new SampleDetail.Progress(0, audited.size(), 0, 40 - audited.size()));
    }

    @EveryDatabase
    void aDrawThatWasCutOffLeavesNothingAndIsDrawnAgainTheSame(Workbench bench) {
        sixHours(bench, 100, "a", "b");
        long reviews = bench.count("review");
        rename(bench, "sample_member", "sample_member_hidden");

        assertThatThrownBy(() -> bench.samples.draw(ask(30), "k", "ann")).isInstanceOf(RuntimeException.class);

        assertThat(bench.count("sample")).isZero();
        assertThat(bench.count("review")).isEqualTo(reviews);
        rename(bench, "sample_member_hidden", "sample_member");
        bench.samples.draw(ask(30), "k", "ann");
        assertThat(ids(bench.samples.members(onlySample(bench).sample().id(), null, 100)))
                .containsExactlyInAnyOrderElementsOf(
                        smallest(bench, onlySample(bench).strata(), Traffic.Seen::u));
    }

    @EveryDatabase
    void neymanSendsReviewsWhereVerdictsDiffer(Workbench bench) {
        sixHours(bench, 400, "a", "b");
        List<SampleMember> pilot = draw(bench, ask(60));
        int n = 0;
        for (SampleMember member : pilot) {
            ReviewId review = java.util.Objects.requireNonNull(member.reviewId());
            boolean right = member.stratum().equals("category=a") || n++ % 2 == 0;
            bench.decisions.decide(review, right ? NewDecision.approve(ANN, 0, null) : reject(), null);
        }
        assertThat(onlySample(bench).progress()).isEqualTo(new SampleDetail.Progress(60, 0, 0, 0));

        draw(bench, ask(60).allocation(SampleAllocation.NEYMAN));

        List<SampleStratum> strata = onlySample(bench).strata();
        assertThat(strata.getLast().allotted())
                .isGreaterThan(2 * strata.getFirst().allotted());
    }

    private static NewDecision reject() {
        return new NewDecision(
                ANN, DecisionAction.REJECT, 0, null, Map.of(), "wrong", Map.of(), Map.of(), null, null, true);
    }

    private static void rename(Workbench bench, String from, String to) {
        bench.database.writer().useHandle(handle -> handle.execute("ALTER TABLE " + from + " RENAME TO " + to));
    }

    private static @Nullable Double samplePi(Workbench bench, @Nullable ReviewId reviewId) {
        return bench.database
                .reader()
                .withHandle(handle -> handle.createQuery("SELECT sample_pi FROM review WHERE id = :id")
                        .bind("id", reviewId)
                        .map((row, context) -> {
                            double pi = row.getDouble(1);
                            return java.util.Optional.ofNullable(row.wasNull() ? null : pi);
                        })
                        .one()
                        .orElse(null));
    }
}
