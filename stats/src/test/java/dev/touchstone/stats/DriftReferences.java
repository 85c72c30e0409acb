package dev.touchstone.stats;

import dev.touchstone.stats.confidence.CalibrationMetrics;
import dev.touchstone.stats.confidence.IsotonicCalibration;
import dev.touchstone.stats.confidence.LearnThenTestCertificate;
import dev.touchstone.stats.confidence.PlattCalibration;
import dev.touchstone.stats.confidence.PopulationStability;
import dev.touchstone.stats.confidence.ScoreDistance;
import dev.touchstone.stats.sequential.ConfidenceSequence;
import dev.touchstone.stats.sequential.DriftBaseline;
import dev.touchstone.stats.sequential.DriftBets;
import dev.touchstone.stats.sequential.EBenjaminiHochberg;
import dev.touchstone.stats.sequential.EcusumDetector;
import dev.touchstone.stats.sequential.EsrDetector;
import dev.touchstone.stats.sequential.FloorCertificate;
import dev.touchstone.stats.sequential.TwoStreamComparison;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The reference methods that watch for drift and set thresholds.
final class DriftReferences {
    static final Map<String, Function<Inputs, Outputs>> METHODS = Map.ofEntries(
            Map.entry("esr_detector", DriftReferences::esr),
            Map.entry("ecusum_detector", DriftReferences::ecusum),
            Map.entry("e_process_floor", DriftReferences::certificate),
            Map.entry("two_stream_e_process", DriftReferences::twoStream),
            Map.entry(
                    "e_bh",
                    in -> new Outputs()
                            .with("rejected", EBenjaminiHochberg.rejected(in.numbers("e_values"), in.number("alpha")))),
            Map.entry(
                    "beta_mixture_cs",
                    in -> new Outputs()
                            .interval(
                                    "",
                                    ConfidenceSequence.betaMixture(
                                            in.integer("x"), in.integer("n"), in.number("alpha")))),
            Map.entry(
                    "drift_eps0",
                    in -> new Outputs()
                            .with(
                                    "eps0",
                                    DriftBaseline.eps0(
                                            in.integer("baseline_errors"),
                                            in.integer("baseline_n"),
                                            in.number("gamma")))),
            Map.entry("psi", DriftReferences::psi),
            Map.entry("score_distance", DriftReferences::distance),
            Map.entry("calibration_metrics", DriftReferences::calibration),
            Map.entry("isotonic", DriftReferences::isotonic),
            Map.entry("platt", DriftReferences::platt),
            Map.entry("ltt_threshold", DriftReferences::learnThenTest));

    private DriftReferences() {}

    private static DriftBets bets(Inputs in) {
        return new DriftBets(
                in.number("eps0"), Arrays.stream(in.numbers("odds")).boxed().toList());
    }

    private static Outputs esr(Inputs in) {
        EsrDetector detector = EsrDetector.start(bets(in), in.number("threshold"));
        Set<Integer> checkpoints = new HashSet<>();
        if (in.has("checkpoints")) {
            in.field("checkpoints").forEach(at -> checkpoints.add(at.asInt()));
        }
        List<Integer> alarms = new ArrayList<>();
        Outputs logs = new Outputs();
        double[] losses = in.numbers("errors");
        for (int t = 1; t <= losses.length; t++) {
            var step = detector.next(losses[t - 1]);
            detector = step.detector();
            if (checkpoints.contains(t)) {
                logs.with(Integer.toString(t), Math.log(step.evidence()));
            }
            if (step.alarm()) {
                alarms.add(t);
            }
        }
        return alarms(alarms)
                .with("alternatives", detector.bets().alternatives())
                .with("log_M_at", logs);
    }

    private static Outputs ecusum(Inputs in) {
        EcusumDetector detector = EcusumDetector.start(bets(in), in.number("threshold"));
        List<Integer> alarms = new ArrayList<>();
        double[] losses = in.numbers("errors");
        for (int t = 1; t <= losses.length; t++) {
            var step = detector.next(losses[t - 1]);
            detector = step.detector();
            if (step.alarm()) {
                alarms.add(t);
            }
        }
        return alarms(alarms).with("alternatives", detector.bets().alternatives());
    }

    private static Outputs alarms(List<Integer> alarms) {
        return new Outputs()
                .with("first_alarm", alarms.isEmpty() ? null : alarms.getFirst())
                .with("alarms", alarms);
    }

    private static Outputs certificate(Inputs in) {
        FloorCertificate certificate = FloorCertificate.start(bets(in));
        for (double loss : in.numbers("errors")) {
            certificate = certificate.next(loss);
        }
        return new Outputs()
                .with("log_E_final", certificate.logE())
                .with("max_log_E", certificate.maxLogE())
                .with("anytime_p", certificate.anytimeP());
    }

    private static Outputs twoStream(Inputs in) {
        double[] control = in.numbers("errors_control");
        double[] candidate = in.numbers("errors_candidate");
        TwoStreamComparison test = TwoStreamComparison.start();
        @Nullable Long first = null;
        for (int i = 0; i < Math.min(control.length, candidate.length); i++) {
            test = test.next(control[i] == 1, candidate[i] == 1);
            if (first == null && test.rejected(in.number("alpha"))) {
                first = test.pairs();
            }
        }
        return new Outputs()
                .with("log_E_final", test.logE())
                .with("max_log_E", test.maxLogE())
                .with("first_rejection_pair", first);
    }

    private static Outputs psi(Inputs in) {
        PopulationStability stability = PopulationStability.of(in.counts("reference"), in.counts("current"));
        return new Outputs()
                .with("psi", stability.psi())
                .with("threshold_1pct", stability.threshold(0.01))
                .with("p_value", stability.pValue());
    }

    private static Outputs distance(Inputs in) {
        ScoreDistance distance = ScoreDistance.between(in.numbers("reference"), in.numbers("current"));
        return new Outputs()
                .with("ks_D", distance.ks())
                .with("ks_p_exact", JudgeReferences.orNull(distance.exact()))
                .with("ks_p_limit", distance.limitP())
                .with("wasserstein1", distance.wasserstein());
    }

    private static Outputs calibration(Inputs in) {
        CalibrationMetrics metrics = CalibrationMetrics.of(in.scored(), in.integer("bins"));
        return new Outputs()
                .with("ece_equal_width", metrics.eceEqualWidth())
                .with("mce_equal_width", metrics.mceEqualWidth())
                .with("ece_equal_mass", metrics.eceEqualMass())
                .with("brier", metrics.brier())
                .with("mean_confidence", metrics.meanConfidence())
                .with("accuracy", metrics.accuracy());
    }

    private static Outputs isotonic(Inputs in) {
        IsotonicCalibration fit = IsotonicCalibration.fit(in.scored());
        double[] at = in.numbers("at");
        return new Outputs()
                .with("at", Arrays.stream(at).boxed().toList())
                .with(
                        "calibrated",
                        Arrays.stream(at).map(fit::calibrate).boxed().toList());
    }

    private static Outputs platt(Inputs in) {
        PlattCalibration fit = PlattCalibration.fit(in.scored());
        double[] at = in.numbers("at");
        return new Outputs()
                .with("A", fit.a())
                .with("B", fit.b())
                .with("at", Arrays.stream(at).boxed().toList())
                .with(
                        "calibrated",
                        Arrays.stream(at).map(fit::calibrate).boxed().toList());
    }

    private static Outputs learnThenTest(Inputs in) {
        List<Double> grid = Arrays.stream(in.numbers("grid")).boxed().toList();
        LearnThenTestCertificate test = LearnThenTestCertificate.of(
                in.scored(), grid, in.integer("start_index"), in.number("alpha"), in.number("delta"));
        return new Outputs()
                .with(
                        "n",
                        test.steps().stream()
                                .map(LearnThenTestCertificate.Step::n)
                                .toList())
                .with(
                        "errors",
                        test.steps().stream()
                                .map(LearnThenTestCertificate.Step::errors)
                                .toList())
                .with(
                        "p_values",
                        test.steps().stream()
                                .map(LearnThenTestCertificate.Step::pValue)
                                .toList())
                .with("threshold", test.certified())
                .with("naive_threshold", test.naive());
    }
}
