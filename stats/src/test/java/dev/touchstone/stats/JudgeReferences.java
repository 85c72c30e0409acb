package dev.touchstone.stats;

import dev.touchstone.stats.agreement.CohenKappa;
import dev.touchstone.stats.agreement.FleissKappa;
import dev.touchstone.stats.agreement.GwetAc1;
import dev.touchstone.stats.agreement.Krippendorff;
import dev.touchstone.stats.judged.ActiveInference;
import dev.touchstone.stats.judged.Ppi;
import dev.touchstone.stats.judged.PpiEstimate;
import dev.touchstone.stats.judged.PpiMoments;
import dev.touchstone.stats.judged.StratifiedPpi;
import dev.touchstone.stats.reviewer.DawidSkene;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The reference methods that combine a judge with people, and those that compare raters.
final class JudgeReferences {
    static final Map<String, Function<Inputs, Outputs>> METHODS = Map.ofEntries(
            Map.entry("ppi_mean", in -> estimate(Ppi.mean(moments(in), in.confidence()))),
            Map.entry("ppi_plus_plus_mean", in -> tuned(Ppi.plusPlus(moments(in), in.confidence()))),
            Map.entry("ppi_counts", JudgeReferences::counts),
            Map.entry("stratified_ppi_plus_plus", JudgeReferences::stratified),
            Map.entry("active_inference", JudgeReferences::active),
            Map.entry("cohen_kappa", JudgeReferences::kappa),
            Map.entry("krippendorff", JudgeReferences::krippendorff),
            Map.entry("gwet_ac1", JudgeReferences::ac1),
            Map.entry("fleiss_kappa", in -> new Outputs().with("kappa", orNull(FleissKappa.of(in.table("counts"))))),
            Map.entry("dawid_skene", JudgeReferences::dawidSkene));

    private JudgeReferences() {}

    static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static PpiMoments moments(Inputs in) {
        return PpiMoments.of(in.numbers("y"), in.numbers("f"), in.numbers("f_unlabeled"));
    }

    private static Outputs estimate(PpiEstimate estimate) {
        return new Outputs()
                .with("estimate", estimate.value())
                .with("se", estimate.standardError())
                .interval("", estimate.interval());
    }

    private static Outputs tuned(PpiEstimate estimate) {
        return estimate(estimate)
                .with("lambda", estimate.lambda())
                .with("ess_gain", orNull(estimate.effectiveSampleGain()))
                .with("rho", orNull(estimate.correlation()));
    }

    private static Outputs counts(Inputs in) {
        long[] labelled = in.counts("labeled_y1f1_y1f0_y0f1_y0f0");
        long[] others = in.counts("unlabeled_f1_f0");
        PpiMoments moments =
                PpiMoments.ofCounts(labelled[0], labelled[1], labelled[2], labelled[3], others[0], others[1]);
        return new Outputs()
                .with("ppi", tuned(Ppi.mean(moments, in.confidence())))
                .with("ppi_plus_plus", tuned(Ppi.plusPlus(moments, in.confidence())))
                .with("classical", tuned(Ppi.classical(moments, in.confidence())));
    }

    private static Outputs stratified(Inputs in) {
        List<Ppi.Stratum> strata = in.items("strata").stream()
                .map(stratum -> new Ppi.Stratum(stratum.integer("N"), moments(stratum)))
                .toList();
        StratifiedPpi estimate = Ppi.stratified(strata, in.confidence());
        return new Outputs()
                .with("lambdas", estimate.lambdas())
                .with("estimate", estimate.value())
                .with("se", estimate.standardError())
                .interval("", estimate.interval());
    }

    private static Outputs active(Inputs in) {
        double[] judge = in.numbers("f");
        double[] inclusion = in.numbers("pi");
        double[] sampled = in.numbers("sampled");
        double[] verdicts = in.numbers("y_sampled");
        List<ActiveInference.Output> outputs = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < judge.length; i++) {
            outputs.add(new ActiveInference.Output(
                    judge[i], inclusion[i], sampled[i] == 1 ? (Double) verdicts[next++] : null));
        }
        ActiveInference mean = ActiveInference.mean(outputs, in.confidence());
        return new Outputs()
                .with("estimate", mean.value())
                .with("se", mean.standardError())
                .interval("", mean.interval());
    }

    private static Outputs kappa(Inputs in) {
        long[][] table = in.table("matrix");
        Outputs out = new Outputs();
        for (CohenKappa.Weights weights : CohenKappa.Weights.values()) {
            out.with(
                    weights.name().toLowerCase(Locale.ROOT),
                    CohenKappa.of(table, weights, in.confidence())
                            .map(kappa -> new Outputs()
                                    .with("kappa", kappa.kappa())
                                    .with("se", kappa.standardError())
                                    .interval("", kappa.interval()))
                            .orElse(null));
        }
        double agreeing = 0;
        double total = 0;
        for (int i = 0; i < table.length; i++) {
            agreeing += table[i][i];
            total += Arrays.stream(table[i]).sum();
        }
        return out.with(
                "percent_agreement",
                CohenKappa.of(table, CohenKappa.Weights.UNWEIGHTED, in.confidence())
                        .map(CohenKappa::percentAgreement)
                        .orElse(agreeing / total));
    }

    private static Outputs krippendorff(Inputs in) {
        Outputs out = new Outputs();
        for (Krippendorff.Scale scale : Krippendorff.Scale.values()) {
            out.with(
                    scale.name().toLowerCase(Locale.ROOT),
                    Krippendorff.of(in.ratedUnits(), scale)
                            .map(agreement -> new Outputs()
                                    .with("alpha", agreement.alpha())
                                    .with("jackknife_se", orNull(agreement.error())))
                            .orElse(null));
        }
        return out;
    }

    private static Outputs ac1(Inputs in) {
        return GwetAc1.of(in.ratedUnits())
                .map(agreement -> new Outputs()
                        .with("percent_agreement", agreement.percentAgreement())
                        .with("chance", agreement.chance())
                        .with("ac1", agreement.ac1()))
                .orElseGet(() -> new Outputs().with("ac1", null));
    }

    private static Outputs dawidSkene(Inputs in) {
        List<DawidSkene.Label> labels = new ArrayList<>();
        List<Inputs> rows = in.items("labels");
        for (int item = 0; item < rows.size(); item++) {
            var row = rows.get(item).node();
            for (int reviewer = 0; reviewer < row.size(); reviewer++) {
                if (!row.get(reviewer).isNull()) {
                    labels.add(new DawidSkene.Label(
                            item, reviewer, row.get(reviewer).asInt()));
                }
            }
        }
        DawidSkene fit = DawidSkene.fit(labels, in.integer("classes"), in.number("smoothing"));
        return new Outputs()
                .with("prior", fit.prior())
                .with("confusion", fit.confusion())
                .with("posterior", fit.posterior())
                .with("map_label", fit.mostProbable());
    }
}
