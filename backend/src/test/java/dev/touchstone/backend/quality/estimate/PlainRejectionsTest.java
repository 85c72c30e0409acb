package dev.touchstone.backend.quality.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.quality.QualityGroup;
import dev.touchstone.stats.estimate.ExtractionOutcome;
import dev.touchstone.stats.estimate.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// People reject an extraction without saying which attribute was wrong. Here the truth about every attribute
/// is known, and what the estimator says is held against it.
class PlainRejectionsTest {
    private static final int OUTPUTS = 507;

    /// One output as it really is.
    private record Extraction(Map<String, AttributeFinding> attributes, double u) {
        boolean right() {
            return attributes.values().stream().allMatch(AttributeFinding::correct);
        }

        long correct() {
            return attributes.values().stream()
                    .filter(AttributeFinding::correct)
                    .count();
        }
    }

    /// Outputs differ in how hard they are, so that their attributes are wrong together.
    private static List<Extraction> extractions(Random random) {
        List<Extraction> all = new ArrayList<>();
        for (int n = 0; n < OUTPUTS; n++) {
            double hard = random.nextDouble() < 0.3 ? 0.45 : 0.07;
            Map<String, AttributeFinding> attributes = new HashMap<>();
            for (String name : List.of("brand", "colour", "size", "weight")) {
                attributes.put(name, finding(random.nextDouble() < hard));
            }
            if (random.nextDouble() < 0.02) {
                attributes.put("voltage", finding(random.nextBoolean()));
            }
            all.add(new Extraction(attributes, random.nextDouble()));
        }
        return all;
    }

    private static AttributeFinding finding(boolean wrong) {
        return new AttributeFinding(wrong ? ExtractionOutcome.WRONG : ExtractionOutcome.CORRECT, null);
    }

    /// The truth of accuracy, precision, recall and micro F1 alike: every attribute has a value and should
    /// have one, so a wrong one counts once as invented and once as missed.
    private static double truth(List<Extraction> all) {
        long attributes = all.stream().mapToLong(one -> one.attributes().size()).sum();
        return (double) all.stream().mapToLong(Extraction::correct).sum() / attributes;
    }

    private static double truthOfMacro(List<Extraction> all) {
        Map<String, long[]> counts = new HashMap<>();
        all.forEach(one -> one.attributes().forEach((name, found) -> {
            long[] count = counts.computeIfAbsent(name, key -> new long[2]);
            count[0] += found.correct() ? 1 : 0;
            count[1]++;
        }));
        return counts.values().stream()
                .mapToDouble(count -> (double) count[0] / count[1])
                .average()
                .orElseThrow();
    }

    /// @param audited share that is reviewed
    /// @param labelled chance that a rejection says what was wrong
    private static QualityGroup reviewed(List<Extraction> all, double audited, double labelled, Random random) {
        return reviewed(all, audited, one -> random.nextDouble() < labelled);
    }

    /// @param labels whether this rejection says what was wrong
    private static QualityGroup reviewed(List<Extraction> all, double audited, Predicate<Extraction> labels) {
        List<ReviewFact> reviews = new ArrayList<>();
        for (int n = 0; n < all.size(); n++) {
            Extraction one = all.get(n);
            if (one.u() < audited) {
                boolean says = one.right() || labels.test(one);
                reviews.add(new ReviewFact(
                        new OutputId("o-" + n),
                        new ReviewFact.Origin(1, "all", "m", "p", null),
                        null,
                        one.u(),
                        audited,
                        audited,
                        audited,
                        one.right() ? Answer.APPROVED : Answer.REJECTED,
                        says ? one.attributes() : Map.of()));
            }
        }
        Observed observed = new Observed(reviews, List.of(new PopulationCount("all", 1, "m", "p", audited, OUTPUTS)));
        return new QualityEstimator(observed, 0.95, Target.FINITE).group("all", null);
    }

    private static QualityFigure figure(QualityGroup group, String metric) {
        return group.figure(metric).orElseThrow();
    }

    @Test
    void whenNobodySaysWhatWasWrongThereIsNoFigureButTheWorstCaseAndWhatToDo() {
        List<Extraction> all = extractions(new Random(1));

        QualityGroup group = reviewed(all, 1, 0, new Random(2));

        for (String metric : List.of("attribute_accuracy", "precision", "recall", "f1_micro", "f1_macro")) {
            QualityFigure figure = figure(group, metric);
            assertThat(figure.value()).as(metric).isNull();
            assertThat(figure.interval()).as(metric).isNull();
            assertThat(figure.enough()).as(metric).isFalse();
            assertThat(figure.worstCase()).as(metric).isNotNull();
            assertThat(figure.worstCase().lower()).as(metric).isLessThan(truth(all));
            assertThat(figure.note()).as(metric).contains("label the attributes of at least 10 rejected outputs");
        }
    }

    @Test
    void whatIsLabelledSpeaksForItsVerdictNotForAll() {
        List<Extraction> all = extractions(new Random(3));

        QualityGroup group = reviewed(all, 1, 0.5, new Random(4));

        QualityFigure accuracy = figure(group, "attribute_accuracy");
        assertThat(accuracy.value()).isCloseTo(truth(all), within(0.02));
        assertThat(accuracy.interval().upper() - accuracy.interval().lower()).isBetween(0.005, 0.06);
        assertThat(accuracy.worstCase()).isNotNull();
        assertThat(group.notes()).anySatisfy(note -> assertThat(note).contains("People may label the easy ones"));
    }

    /// The estimate takes the silent to be like those who speak. Where people label what is easy, with one
    /// thing wrong, it is too good; the worst case is what holds then.
    @Test
    void whenPeopleLabelTheEasyOnesTheWorstCaseHoldsTheTruth() {
        Random random = new Random(7);
        for (int run = 0; run < 50; run++) {
            List<Extraction> all = extractions(random);

            QualityGroup group = reviewed(
                    all,
                    1,
                    one -> one.attributes().size() - one.correct() == 1
                            ? random.nextDouble() < 0.9
                            : random.nextDouble() < 0.1);

            QualityFigure accuracy = figure(group, "attribute_accuracy");
            assertThat(accuracy.value()).isGreaterThan(truth(all));
            assertThat(accuracy.worstCase().lower()).isLessThanOrEqualTo(truth(all));
            assertThat(accuracy.worstCase().upper()).isGreaterThanOrEqualTo(truth(all));
        }
    }

    @Test
    void aFullyLabelledPopulationIsExact() {
        List<Extraction> all = extractions(new Random(5));

        QualityFigure accuracy = figure(reviewed(all, 1, 1, new Random(6)), "attribute_accuracy");

        assertThat(accuracy.value()).isCloseTo(truth(all), within(1e-12));
        assertThat(accuracy.interval().lower()).isCloseTo(truth(all), within(1e-12));
        assertThat(accuracy.worstCase()).isNull();
    }

    /// It held in a third of the repetitions while silent rejections were left out.
    @Test
    void intervalsHoldWhateverShareOfTheRejectionsIsLabelled() {
        for (double labelled : List.of(0.3, 0.5, 0.8)) {
            for (double audited : List.of(0.4, 1.0)) {
                int runs = 400;
                int accuracy = 0;
                int micro = 0;
                int macro = 0;
                for (int run = 0; run < runs; run++) {
                    Random random = new Random(1000 + run);
                    List<Extraction> all = extractions(random);
                    QualityGroup group = reviewed(all, audited, labelled, random);
                    accuracy += holds(figure(group, "attribute_accuracy"), truth(all));
                    micro += holds(figure(group, "f1_micro"), truth(all));
                    macro += holds(figure(group, "f1_macro"), truthOfMacro(all));
                }
                String of = "labelled " + labelled + ", audited " + audited;
                // Three standard errors of 400 runs below 95 %.
                assertThat(accuracy / (double) runs).as("accuracy, " + of).isGreaterThan(0.917);
                assertThat(micro / (double) runs).as("micro F1, " + of).isGreaterThan(0.917);
                assertThat(macro / (double) runs).as("macro F1, " + of).isGreaterThan(0.917);
            }
        }
    }

    private static int holds(QualityFigure figure, double truth) {
        return figure.interval() != null
                        && figure.interval().lower() <= truth + 1e-12
                        && truth <= figure.interval().upper() + 1e-12
                ? 1
                : 0;
    }
}
