package dev.touchstone.backend.quality.estimate;

import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.stats.estimate.CountedOutput;
import dev.touchstone.stats.estimate.Method;
import dev.touchstone.stats.estimate.MissingReviews;
import dev.touchstone.stats.estimate.RatioLhw;
import dev.touchstone.stats.interval.FScores;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Extraction quality: accuracy, precision, recall and F1 over attributes. The output is what was sampled, so its
/// attributes are summed before anything is estimated (treating them as independent covers 80 % at nominal 95 %).
/// Rejections that do not say which attribute was wrong are spoken for by those that do: see [Labelled].
final class AttributeFigures {
    /// An F1 over fewer outputs with a value is no measurement.
    private static final int ENOUGH_VALUES = 10;

    private final Figures figures;
    private final @Nullable String only;
    private final Labelled labels;
    private final List<Answered> labelled;
    private final Unsaid unsaid;

    /// @param only the attribute to look at; null for all of them together
    AttributeFigures(Figures figures, Labelled labels, @Nullable String only) {
        this.figures = figures;
        this.only = only;
        this.labels = labels;
        this.labelled = labels.reviews().stream()
                .filter(review -> AttributeCounts.of(review.review(), only).attributes() > 0)
                .toList();
        this.unsaid = new Unsaid(figures.seen().cells());
    }

    List<QualityFigure> all() {
        List<QualityFigure> all = new ArrayList<>();
        all.add(ratio(
                "attribute_accuracy", AttributeCounts::correct, AttributeCounts::attributes, UnaryOperator.identity()));
        all.add(ratio(
                "precision", AttributeCounts::truePositives, AttributeCounts::predicted, UnaryOperator.identity()));
        all.add(ratio("recall", AttributeCounts::truePositives, AttributeCounts::actual, UnaryOperator.identity()));
        all.add(ratio("f1_micro", AttributeCounts::truePositives, AttributeCounts::union, FScores::fromJaccard));
        if (only == null) {
            all.add(macro());
        }
        return all;
    }

    private QualityFigure ratio(
            String metric,
            ToIntFunction<AttributeCounts> part,
            ToIntFunction<AttributeCounts> whole,
            UnaryOperator<Measured> read) {
        List<CountedOutput> outputs = labelled.stream()
                .map(answered -> {
                    AttributeCounts counts = AttributeCounts.of(answered.review(), only);
                    return answered.counted(part.applyAsInt(counts), whole.applyAsInt(counts));
                })
                .toList();
        long counting = outputs.stream().filter(output -> output.whole() > 0).count();
        String method = Method.RATIO_LHW.title();
        Optional<MissingReviews> worst = unsaid.bounds(only, part, whole).map(bounds -> Unsaid.read(bounds, read));
        if (labels.tooFew()) {
            return figures.none(metric, counting, method, labels.advice(), worst.orElse(null));
        }
        return RatioLhw.estimate(outputs, figures.target(), RatioLhw.Things.AS_SEEN, figures.level())
                .map(found -> figures.of(
                        metric,
                        figures.widened(read.apply(found.ratio())),
                        counting,
                        found.effective(),
                        method,
                        worst.orElse(null)))
                .orElseGet(() -> figures.none(metric, counting, method, nothing(counting)));
    }

    /// Every attribute counts the same, however often it occurs: the mean, over the attributes that people have
    /// judged, of each one's F1. An attribute with few values has none to speak of: its own is in the value,
    /// and the interval allows it any.
    private QualityFigure macro() {
        List<String> names = labelled.stream()
                .flatMap(answered -> answered.review().attributes().keySet().stream())
                .distinct()
                .sorted()
                .toList();
        Optional<MissingReviews> worst =
                unsaid.macroBounds(names, counts -> 2 * counts.truePositives(), AttributeCounts::margins);
        if (labels.tooFew()) {
            return figures.none("f1_macro", labelled.size(), Jackknife.METHOD, labels.advice(), worst.orElse(null));
        }
        List<String> known = names.stream().filter(this::known).toList();
        if (known.isEmpty()) {
            return figures.none("f1_macro", labelled.size(), Jackknife.METHOD, nothing(labelled.size()));
        }
        double rare = 1 - (double) known.size() / names.size();
        return Jackknife.of(labelled, some -> macroF1(some, known), figures.target())
                .map(found -> figures.of(
                        "f1_macro",
                        figures.widened(withRare(found.share(figures.level()), rare, macroF1(labelled, names))),
                        labelled.size(),
                        found.effective(),
                        "mean of " + names.size() + " attributes' weighted F1" + fewValues(names.size() - known.size())
                                + "; " + Jackknife.METHOD,
                        worst.orElse(null)))
                .orElseGet(() -> figures.none("f1_macro", labelled.size(), Jackknife.METHOD, nothing(labelled.size())));
    }

    private boolean known(String name) {
        return labelled.stream()
                        .filter(answered ->
                                AttributeCounts.of(answered.review(), name).margins() > 0)
                        .limit(ENOUGH_VALUES)
                        .count()
                == ENOUGH_VALUES;
    }

    /// @param rare share of the attributes with few values
    private static Measured withRare(Measured known, double rare, OptionalDouble all) {
        Interval interval = known.interval();
        double lower = (1 - rare) * interval.lower();
        double upper = Math.min(1, (1 - rare) * interval.upper() + rare);
        return new Measured(
                Math.clamp(all.orElse(known.value()), lower, upper), new Interval(lower, upper, interval.level()));
    }

    private static String fewValues(int rare) {
        return rare == 0
                ? ""
                : ", " + rare + " of them with fewer than " + ENOUGH_VALUES
                        + " values: the interval allows those any F1";
    }

    private static OptionalDouble macroF1(List<Answered> some, List<String> names) {
        double sum = 0;
        int defined = 0;
        for (String name : names) {
            double hits = 0;
            double margins = 0;
            for (Answered answered : some) {
                AttributeCounts counts = AttributeCounts.of(answered.review(), name);
                hits += answered.weight() * 2 * counts.truePositives();
                margins += answered.weight() * counts.margins();
            }
            if (margins > 0) {
                sum += hits / margins;
                defined++;
            }
        }
        return defined == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / defined);
    }

    private String nothing(long counting) {
        if (figures.oneCluster()) {
            return figures.seen().ofOneCluster();
        }
        return counting == 0
                ? "no decided review says anything about what this figure counts"
                : "not enough reviews: " + counting + " that count";
    }
}
