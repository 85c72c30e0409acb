package dev.touchstone.backend.quality.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.quality.RetrievalReport.ErrorShare;
import dev.touchstone.backend.quality.estimate.ErrorShares.Speech;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// Errors whose kind is known, of outputs that were drawn with different probabilities.
class ErrorSharesTest {
    private static final double AUDIT = 0.1;

    /// @param doubtful whether it is reviewed for certain
    /// @param says whether its reviewer says what was wrong
    private record Output(OutputId id, boolean doubtful, boolean wrong, boolean retrieval, boolean says, double u) {
        double inclusion() {
            return doubtful ? 1 : AUDIT;
        }
    }

    private static List<Output> outputs(Random random, int count, double silent) {
        List<Output> outputs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean doubtful = random.nextDouble() < 0.2;
            boolean wrong = random.nextDouble() < (doubtful ? 0.5 : 0.2);
            // What is doubtful errs for other reasons than what is not: plain counts are far off.
            boolean retrieval = random.nextDouble() < (doubtful ? 0.2 : 0.6);
            outputs.add(new Output(
                    new OutputId("o-" + i),
                    doubtful,
                    wrong,
                    retrieval,
                    random.nextDouble() >= silent,
                    random.nextDouble()));
        }
        return outputs;
    }

    private static double truth(List<Output> outputs) {
        long wrong = outputs.stream().filter(Output::wrong).count();
        return (double) outputs.stream()
                        .filter(output -> output.wrong() && output.retrieval())
                        .count()
                / wrong;
    }

    private static ErrorShares shares(List<Output> outputs, Predicate<Output> decided) {
        Map<OutputId, Output> byId = new java.util.HashMap<>();
        List<ReviewFact> reviews = new ArrayList<>();
        for (Output output : outputs) {
            byId.put(output.id(), output);
            if (output.u() < output.inclusion()) {
                Answer answer = output.wrong() ? Answer.REJECTED : Answer.APPROVED;
                reviews.add(new ReviewFact(
                        output.id(),
                        new ReviewFact.Origin(1, "all", "m", "p", null),
                        null,
                        output.u(),
                        output.inclusion(),
                        output.inclusion(),
                        AUDIT,
                        decided.test(output) ? answer : Answer.MISSING,
                        Map.of()));
            }
        }
        long doubtful = outputs.stream().filter(Output::doubtful).count();
        Observed observed = new Observed(
                reviews,
                List.of(
                        new PopulationCount("all", 1, "m", "p", 1, doubtful),
                        new PopulationCount("all", 1, "m", "p", AUDIT, outputs.size() - doubtful)));
        Function<ReviewFact, Speech> speech = review -> {
            Output output = Objects.requireNonNull(byId.get(review.outputId()));
            return !review.decided() || !output.wrong() ? Speech.ASIDE : output.says() ? Speech.SAID : Speech.SILENT;
        };
        kinds = byId;
        return new ErrorShares(observed, speech, 0.95);
    }

    private static Map<OutputId, Output> kinds = Map.of();

    private static boolean retrieval(ReviewFact review) {
        return Objects.requireNonNull(kinds.get(review.outputId())).retrieval();
    }

    @Test
    void anErrorCountsAsOftenAsItsReviewStandsForOutputs() {
        List<Output> outputs = outputs(new Random(11), 20_000, 0);

        ErrorShare share =
                shares(outputs, output -> true).of(ErrorSharesTest::retrieval).orElseThrow();

        double plain = (double) share.n() / share.errors();
        assertThat(share.value()).isCloseTo(truth(outputs), within(0.03));
        assertThat(Math.abs(plain - truth(outputs))).isGreaterThan(0.1);
        assertThat(share.enough()).isTrue();
        assertThat(share.worstCase()).isNull();
    }

    @Test
    void intervalsHoldTheTruthAlsoWhereHalfOfTheErrorsDoNotSayWhy() {
        int held = 0;
        int heldSilent = 0;
        for (int seed = 0; seed < 400; seed++) {
            List<Output> all = outputs(new Random(seed), 1500, 0);
            held += holds(all) ? 1 : 0;
            heldSilent += holds(outputs(new Random(1000 + seed), 1500, 0.5)) ? 1 : 0;
        }

        // Of 400 draws a true 95 % falls below 93 % once in thirty, and below 92 % once in 200; both are seeded.
        assertThat(held).isGreaterThanOrEqualTo(372);
        assertThat(heldSilent).isGreaterThanOrEqualTo(372);
    }

    private static boolean holds(List<Output> outputs) {
        ErrorShare share =
                shares(outputs, output -> true).of(ErrorSharesTest::retrieval).orElseThrow();
        return share.interval().lower() <= truth(outputs)
                && truth(outputs) <= share.interval().upper();
    }

    @Test
    void whatIsNotSaidAndNotDecidedMakesTheWorstCase() {
        List<Output> outputs = outputs(new Random(5), 3000, 0.3);

        ErrorShare share = shares(outputs, output -> output.u() < 0.9 * output.inclusion())
                .of(ErrorSharesTest::retrieval)
                .orElseThrow();

        assertThat(Objects.requireNonNull(share.worstCase()).lower())
                .isLessThan(share.interval().lower());
        assertThat(share.worstCase().upper()).isGreaterThan(share.interval().upper());
        assertThat(share.worstCase().lower()).isLessThanOrEqualTo(truth(outputs));
        assertThat(share.worstCase().upper()).isGreaterThanOrEqualTo(truth(outputs));
    }

    @Test
    void oneErrorIsNoShare() {
        List<Output> outputs = List.of(
                new Output(new OutputId("a"), false, true, true, true, 0.05),
                new Output(new OutputId("b"), false, false, false, true, 0.01),
                new Output(new OutputId("c"), false, false, false, true, 0.5));

        assertThat(shares(outputs, output -> true).of(ErrorSharesTest::retrieval))
                .isEmpty();
    }

    @Test
    void whereNobodyCouldLookEverythingIsPossible() {
        List<Output> outputs = outputs(new Random(9), 2000, 0);
        ErrorShares known = shares(outputs, output -> true);
        ErrorShare alone = known.of(ErrorSharesTest::retrieval).orElseThrow();
        List<ReviewFact> reviews = new ArrayList<>();
        Map<OutputId, Output> byId = kinds;
        for (Output output : outputs) {
            if (output.u() < output.inclusion()) {
                reviews.add(new ReviewFact(
                        output.id(),
                        new ReviewFact.Origin(1, "all", "m", "p", null),
                        null,
                        output.u(),
                        output.inclusion(),
                        output.inclusion(),
                        AUDIT,
                        output.wrong() ? Answer.REJECTED : Answer.APPROVED,
                        Map.of()));
            }
        }
        long doubtful = outputs.stream().filter(Output::doubtful).count();
        Observed blind = new Observed(
                reviews,
                List.of(
                        new PopulationCount("all", 1, "m", "p", 1, doubtful),
                        new PopulationCount("all", 1, "m", "p", AUDIT, outputs.size() - doubtful),
                        new PopulationCount("all", 2, "m", "p", 0, 1000)));

        ErrorShare share = new ErrorShares(
                        blind,
                        review -> Objects.requireNonNull(byId.get(review.outputId()))
                                        .wrong()
                                ? Speech.SAID
                                : Speech.ASIDE,
                        0.95)
                .of(ErrorSharesTest::retrieval)
                .orElseThrow();

        assertThat(share.value()).isNull();
        assertThat(share.enough()).isFalse();
        assertThat(share.interval().width()).isGreaterThan(alone.interval().width() + 0.3);
    }
}
