package dev.touchstone.backend.advice.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.quality.RoutingAdvice.RoutingMove;
import dev.touchstone.api.quality.RoutingAdvice.TopicAdvice;
import dev.touchstone.api.quality.RoutingAdvice.Variant;
import dev.touchstone.api.review.DecisionAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TopicComparisonTest {
    private static final int WEEK = 168;
    private static final double ALPHA = 0.05;

    private static AuditedAnswer answer(long hour, String model, double u, double rate, int topic, boolean wrong) {
        return new AuditedAnswer(
                hour,
                model,
                "v1",
                u,
                rate,
                topic,
                (wrong ? DecisionAction.REJECT : DecisionAction.APPROVE).wire(),
                false);
    }

    /// Two models by turns, so many audits of each, over ten weeks.
    private static List<AuditedAnswer> world(Random random, int topic, int each, double current, double other) {
        List<AuditedAnswer> audits = new ArrayList<>();
        for (int i = 0; i < each; i++) {
            long hour = (long) i * 10 * WEEK / each;
            audits.add(answer(hour, "a-current", random.nextDouble() * 0.1, 0.1, topic, random.nextDouble() < current));
            audits.add(answer(hour, "b-other", random.nextDouble() * 0.1, 0.1, topic, random.nextDouble() < other));
        }
        return audits;
    }

    private static TopicAdvice advice(List<AuditedAnswer> audits, double alpha) {
        return TopicComparison.of("all", List.of(), audits).advice(alpha, 0.95);
    }

    /// Six topics with two equal models each, asked after every twenty audits of each: over all of it, at
    /// most one world in twenty is ever told to switch anywhere.
    @Test
    void amongEqualsHardlyAnyWorldIsEverToldToSwitch() {
        int worlds = 300;
        int topics = 6;
        int switched = 0;
        for (int seed = 0; seed < worlds; seed++) {
            Random random = new Random(seed);
            List<List<AuditedAnswer>> all = new ArrayList<>();
            for (int topic = 0; topic < topics; topic++) {
                all.add(world(random, topic, 260, 0.2, 0.2));
            }
            boolean ever = false;
            for (int asked = 60; asked <= 260 && !ever; asked += 20) {
                int first = 2 * asked;
                List<TopicComparison> compared = all.stream()
                        .map(audits -> TopicComparison.of("t", List.of(), audits.subList(0, first)))
                        .toList();
                long comparisons = RoutingAdvisor.comparisons(
                        all.stream()
                                .flatMap(audits -> audits.subList(0, first).stream())
                                .toList(),
                        topics);
                ever = compared.stream()
                        .anyMatch(
                                topic -> topic.advice(ALPHA / comparisons, 0.95).move() == RoutingMove.SWITCH);
            }
            switched += ever ? 1 : 0;
        }

        // 5 % of 300 and three standard errors.
        assertThat(switched).isLessThanOrEqualTo(26);
    }

    @Test
    void tenPointsAreFoundFourTimesInFiveAtTwoHundredReviewsEach() {
        int found = 0;
        for (int seed = 0; seed < 400; seed++) {
            found += advice(world(new Random(seed), 0, 200, 0.2, 0.1), ALPHA).move() == RoutingMove.SWITCH ? 1 : 0;
        }

        assertThat(found / 400.0).isGreaterThan(0.75);
    }

    @Test
    void aClearDifferenceIsSaidInWords() {
        TopicAdvice advice = advice(world(new Random(3), 0, 210, 0.5, 0.1), ALPHA);

        assertThat(advice.move()).isEqualTo(RoutingMove.SWITCH);
        assertThat(advice.to()).isEqualTo(new Variant("b-other", "v1"));
        assertThat(advice.advice()).isEqualTo("switch to b-other with v1: it errs less often than a-current with v1");
        assertThat(advice.variants()).extracting(one -> one.variant().model()).containsExactly("a-current", "b-other");
        assertThat(advice.variants().get(1).compared()).satisfies(compared -> {
            assertThat(compared.lookedAt()).isEqualTo(200);
            assertThat(Objects.requireNonNull(compared.difference()).upper()).isNegative();
        });
        assertThat(advice(world(new Random(3), 0, 210, 0.1, 0.5), ALPHA).move()).isEqualTo(RoutingMove.KEEP);
    }

    @Test
    void withTooFewItSaysHowManyMore() {
        TopicAdvice few = advice(world(new Random(4), 0, 20, 0.5, 0), ALPHA);
        TopicAdvice more = advice(world(new Random(4), 0, 60, 0.2, 0.2), ALPHA);

        assertThat(few.move()).isEqualTo(RoutingMove.NOT_YET);
        assertThat(few.moreReviews()).isEqualTo(30);
        assertThat(more.moreReviews()).isEqualTo(140);
        assertThat(more.advice()).isEqualTo("not yet: about 140 more reviews of the one that has fewer");
    }

    /// The old model in the weeks before, the new one in those after: what differs may be the weeks.
    @Test
    void modelsThatNeverAnsweredInTheSameWeekAreNotCompared() {
        List<AuditedAnswer> audits = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            audits.add(answer(i % WEEK, "old", 0.01, 0.1, 0, i % 2 == 0));
        }
        for (int i = 0; i < 300; i++) {
            audits.add(answer(6 * WEEK + i % WEEK, "new", 0.01, 0.1, 0, false));
        }

        TopicAdvice advice = advice(audits, ALPHA);

        assertThat(advice.move()).isEqualTo(RoutingMove.NO_OVERLAP);
        assertThat(advice.to()).isNull();
        assertThat(advice.advice()).contains("give another one a share of the traffic");
        assertThat(advice(audits.subList(0, 300), ALPHA).move()).isEqualTo(RoutingMove.ONE_VARIANT);
    }

    /// A stratum in which everything is audited, where the candidate is always right, is no larger a part
    /// of its traffic than of the other's.
    @Test
    void unequalRatesCountAsOften() {
        List<AuditedAnswer> audits = new ArrayList<>();
        Random random = new Random(5);
        for (int i = 0; i < 4000; i++) {
            for (String model : List.of("a-current", "b-other")) {
                boolean rich = i % 10 == 0;
                double rate = rich ? 1 : 0.1;
                double u = random.nextDouble();
                if (u < rate) {
                    audits.add(answer(i % WEEK, model, u, rate, 0, !rich && random.nextDouble() < 0.3));
                }
            }
        }

        Pair pair = Pair.of(new Variant("a-current", "v1"), new Variant("b-other", "v1"), audits);

        // A tenth of each, whatever the rate: all that is left is a plain sample.
        assertThat(pair.current().size()).isBetween(340, 460);
        double wrong = pair.other().stream().filter(error -> error).count()
                / (double) pair.other().size();
        assertThat(wrong).isBetween(0.2, 0.34);
    }

    /// A rejection takes longer than an approval, so what came after an open review does not count yet.
    @Test
    void whatPeopleMayStillAnswerHoldsUpWhatCameAfterIt() {
        List<AuditedAnswer> audits = new ArrayList<>(world(new Random(6), 0, 30, 0.2, 0.2));
        audits.add(new AuditedAnswer(1600, "b-other", "v1", 0.01, 0.1, 0, null, true));
        audits.add(new AuditedAnswer(1601, "b-other", "v1", 0.01, 0.1, 0, DecisionAction.APPROVE.wire(), false));
        // Overdue: missing, and holds nothing up.
        audits.add(new AuditedAnswer(1602, "a-current", "v1", 0.01, 0.1, 0, null, false));
        audits.add(new AuditedAnswer(1603, "a-current", "v1", 0.01, 0.1, 0, DecisionAction.APPROVE.wire(), false));

        Pair pair = Pair.of(new Variant("a-current", "v1"), new Variant("b-other", "v1"), audits);

        assertThat(pair.other()).hasSize(30);
        assertThat(pair.current()).hasSize(31);
    }
}
