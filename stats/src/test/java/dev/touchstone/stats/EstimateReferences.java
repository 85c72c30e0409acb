package dev.touchstone.stats;

import dev.touchstone.stats.agreement.GoldAdjustment;
import dev.touchstone.stats.estimate.CountedOutput;
import dev.touchstone.stats.estimate.Hajek;
import dev.touchstone.stats.estimate.HajekEstimate;
import dev.touchstone.stats.estimate.HorvitzThompson;
import dev.touchstone.stats.estimate.MulticlassF1;
import dev.touchstone.stats.estimate.RatioEstimate;
import dev.touchstone.stats.estimate.RatioLhw;
import dev.touchstone.stats.estimate.ReviewTime;
import dev.touchstone.stats.estimate.ReviewedOutput;
import dev.touchstone.stats.estimate.StratumSample;
import dev.touchstone.stats.interval.Differences;
import dev.touchstone.stats.interval.FScores;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Measured;
import dev.touchstone.stats.interval.Proportions;
import dev.touchstone.stats.judged.JudgePostStratification;
import dev.touchstone.stats.sampling.Planner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/// The reference methods on proportions and on outputs reviewed with known probabilities.
final class EstimateReferences {
    static final Map<String, Function<Inputs, Outputs>> METHODS = Map.ofEntries(
            Map.entry(
                    "wilson",
                    in -> new Outputs()
                            .interval("", Proportions.wilson(in.number("x"), in.number("n"), in.confidence()))),
            Map.entry(
                    "clopper_pearson",
                    in -> new Outputs()
                            .interval(
                                    "", Proportions.clopperPearson(in.integer("x"), in.integer("n"), in.confidence()))),
            Map.entry(
                    "clopper_pearson_upper",
                    in -> new Outputs()
                            .with(
                                    "upper",
                                    Proportions.clopperPearsonUpper(
                                            in.integer("x"), in.integer("n"), in.confidence()))),
            Map.entry(
                    "jeffreys",
                    in -> new Outputs()
                            .interval("", Proportions.jeffreys(in.integer("x"), in.integer("n"), in.confidence()))),
            Map.entry("newcombe_difference", EstimateReferences::newcombe),
            Map.entry("mover_difference", EstimateReferences::mover),
            Map.entry("f1_wilson", EstimateReferences::f1),
            Map.entry("multiclass_f1", EstimateReferences::multiclass),
            Map.entry("horvitz_thompson_mean", EstimateReferences::horvitzThompson),
            Map.entry("hajek_stratified", EstimateReferences::hajek),
            Map.entry("ratio_lhw", EstimateReferences::ratio),
            Map.entry("judge_poststratified_lhw", EstimateReferences::judge),
            Map.entry("rogan_gladen", EstimateReferences::gold),
            Map.entry(
                    "sample_size_wilson",
                    in -> new Outputs()
                            .with(
                                    "n",
                                    Planner.wilsonSampleSize(
                                            in.number("p"), in.number("half_width"), in.confidence()))),
            Map.entry("review_time", EstimateReferences::reviewTime));

    private EstimateReferences() {}

    private static Outputs newcombe(Inputs in) {
        return new Outputs()
                .measured(
                        "difference",
                        Differences.newcombe(
                                in.number("x1"), in.number("n1"), in.number("x2"), in.number("n2"), in.confidence()),
                        "");
    }

    private static Outputs mover(Inputs in) {
        return new Outputs()
                .measured("difference", Differences.mover(measured(in, "first"), measured(in, "second")), "");
    }

    private static Measured measured(Inputs in, String name) {
        Inputs side = new Inputs(in.field(name));
        return new Measured(
                side.number("estimate"), new Interval(side.number("lower"), side.number("upper"), in.confidence()));
    }

    private static Outputs f1(Inputs in) {
        int tp = in.integer("tp");
        int fp = in.integer("fp");
        int fn = in.integer("fn");
        Outputs out = new Outputs();
        share(out, "precision", FScores.precision(tp, fp, in.confidence()));
        share(out, "recall", FScores.recall(tp, fn, in.confidence()));
        share(out, "f1", FScores.f1(tp, fp, fn, in.confidence()));
        return out;
    }

    private static void share(Outputs out, String name, Optional<Measured> share) {
        out.with(name, share.map(Measured::value).orElse(null));
        out.with(name + "_lower", share.map(s -> s.interval().lower()).orElse(null));
        out.with(name + "_upper", share.map(s -> s.interval().upper()).orElse(null));
    }

    private static Outputs multiclass(Inputs in) {
        MulticlassF1 scores = MulticlassF1.of(in.table("confusion"), in.confidence());
        return new Outputs()
                .measured("accuracy", scores.accuracy(), "accuracy_")
                .with("micro_f1", scores.microF1())
                .with("macro_precision", scores.macroPrecision())
                .with("macro_recall", scores.macroRecall())
                .with("macro_f1", scores.macroF1())
                .with(
                        "per_class_f1",
                        scores.classes().stream()
                                .map(MulticlassF1.ClassScore::f1)
                                .toList())
                .with("macro_f1_se", scores.macroF1Error())
                .interval("macro_f1_", scores.macroF1Interval());
    }

    private static List<ReviewedOutput> reviews(Inputs in) {
        double[] values = in.numbers("y");
        double[] inclusion = in.numbers("pi");
        return IntStream.range(0, values.length)
                .mapToObj(i -> new ReviewedOutput(values[i], inclusion[i]))
                .toList();
    }

    private static Outputs horvitzThompson(Inputs in) {
        HorvitzThompson mean = HorvitzThompson.mean(reviews(in), in.integer("N"));
        return new Outputs().with("estimate", mean.value()).with("se", mean.standardError());
    }

    private static Outputs hajek(Inputs in) {
        List<StratumSample> strata = in.items("strata").stream()
                .map(stratum -> StratumSample.of(stratum.integer("N"), reviews(stratum)))
                .toList();
        HajekEstimate estimate =
                Hajek.estimate(strata, in.target(), in.confidence()).orElseThrow();
        return new Outputs()
                .with("estimate", estimate.value())
                .with("se", estimate.standardError())
                .interval("wald_", estimate.wald())
                .with("certainty_share", estimate.certaintyShare())
                .with("n_eff", estimate.effective())
                .interval("lhw_", estimate.interval());
    }

    private static Outputs ratio(Inputs in) {
        double[] part = in.numbers("u");
        double[] whole = in.numbers("d");
        double[] inclusion = in.numbers("pi");
        List<CountedOutput> outputs = new ArrayList<>();
        for (int i = 0; i < part.length; i++) {
            outputs.add(new CountedOutput(part[i], whole[i], inclusion[i]));
        }
        RatioEstimate estimate = RatioLhw.estimate(outputs, in.confidence()).orElseThrow();
        return new Outputs()
                .measured("ratio", estimate.ratio(), "")
                .measured("f1", estimate.f1(), "f1_")
                .with("n_eff", estimate.effective());
    }

    private static Outputs judge(Inputs in) {
        List<JudgePostStratification.Cell> cells = in.items("cells").stream()
                .map(cell -> new JudgePostStratification.Cell(cell.integer("N"), cell.integer("n"), cell.integer("x")))
                .toList();
        HajekEstimate estimate = JudgePostStratification.estimate(List.of(cells), in.target(), in.confidence())
                .orElseThrow();
        return new Outputs()
                .with("estimate", estimate.value())
                .with("n_eff", estimate.effective())
                .interval("lhw_", estimate.interval());
    }

    private static Outputs gold(Inputs in) {
        var gold = new GoldAdjustment.Gold(
                in.integer("gold_bad"),
                in.integer("gold_bad_flagged"),
                in.integer("gold_good"),
                in.integer("gold_good_passed"));
        Optional<GoldAdjustment> adjusted =
                GoldAdjustment.of(in.integer("flagged"), in.integer("n"), gold, in.confidence());
        return new Outputs()
                .with("observed", in.number("flagged") / in.number("n"))
                .with("corrected", adjusted.map(GoldAdjustment::corrected).orElse(null))
                .with("se", adjusted.map(GoldAdjustment::standardError).orElse(null))
                .with("lower", adjusted.map(a -> a.interval().lower()).orElse(null))
                .with("upper", adjusted.map(a -> a.interval().upper()).orElse(null));
    }

    private static Outputs reviewTime(Inputs in) {
        ReviewTime time = ReviewTime.of(in.numbers("seconds"), in.confidence());
        return new Outputs()
                .with("median", time.median())
                .with("trimmed_mean_10", time.trimmedMean())
                .with("mad", time.mad())
                .with("median_lower", time.medianInterval().map(Interval::lower).orElse(null))
                .with("median_upper", time.medianInterval().map(Interval::upper).orElse(null))
                .with("p90", time.p90());
    }
}
