package dev.touchstone.stats.confidence;

import dev.touchstone.stats.Require;
import java.util.List;
import java.util.Optional;

/// A sigmoid map from claimed confidence to probability correct, p = 1/(1+e^(Ac+B)); for fewer than about 1000
/// verdicts. Platt 1999 with his smoothed targets; Newton's method with step halving after Lin, Lin and Weng
/// 2007.
///
/// @param a slope; negative when higher confidence means more often correct
/// @param b offset
public record PlattCalibration(double a, double b) {
    private static final int ITERATIONS = 200;
    private static final double CONVERGED = 1e-12;
    private static final double SMALLEST_STEP = 1e-10;
    // Keeps the step finite when all confidences are equal and any slope fits as well.
    private static final double RIDGE = 1e-12;

    public PlattCalibration {
        Require.finite(a, "slope");
        Require.finite(b, "offset");
    }

    /// Fits at least one output. Weights count like repeated outputs.
    public static PlattCalibration fit(List<ScoredOutput> outputs) {
        Require.atLeast(outputs.size(), 1, "number of outputs");
        double correct = 0;
        for (ScoredOutput output : outputs) {
            correct += output.weight() * output.outcome();
        }
        double wrong = Math.max(0, ScoredOutput.totalWeight(outputs) - correct);
        return new Fit(outputs, (correct + 1) / (correct + 2), 1 / (wrong + 2))
                .from(new PlattCalibration(0, Math.log((wrong + 1) / (correct + 1))));
    }

    /// The calibrated probability for a confidence in [0, 1].
    public double calibrate(double confidence) {
        return probability(a * Require.unit(confidence, "confidence") + b);
    }

    private static double probability(double score) {
        return score >= 0 ? Math.exp(-score) / (1 + Math.exp(-score)) : 1 / (1 + Math.exp(score));
    }

    private record Fit(List<ScoredOutput> outputs, double correctTarget, double wrongTarget) {
        PlattCalibration from(PlattCalibration start) {
            PlattCalibration current = start;
            for (int i = 0; i < ITERATIONS; i++) {
                Optional<PlattCalibration> next = step(current);
                if (next.isEmpty()) {
                    return current;
                }
                current = next.get();
            }
            return current;
        }

        /// One Newton step, empty at the optimum.
        private Optional<PlattCalibration> step(PlattCalibration at) {
            double gradientA = 0;
            double gradientB = 0;
            double aa = RIDGE;
            double ab = 0;
            double bb = RIDGE;
            for (ScoredOutput output : outputs) {
                double c = output.confidence();
                double p = at.calibrate(c);
                double residual = output.weight() * (target(output) - p);
                double curvature = output.weight() * p * (1 - p);
                gradientA += residual * c;
                gradientB += residual;
                aa += curvature * c * c;
                ab += curvature * c;
                bb += curvature;
            }
            double total = ScoredOutput.totalWeight(outputs);
            double determinant = aa * bb - ab * ab;
            if (Math.hypot(gradientA, gradientB) <= CONVERGED * total || !(determinant > 0)) {
                return Optional.empty();
            }
            double stepA = -(bb * gradientA - ab * gradientB) / determinant;
            double stepB = -(aa * gradientB - ab * gradientA) / determinant;
            return improved(at, stepA, stepB);
        }

        /// The longest of the halved steps that lowers the loss; empty when rounding lets none.
        private Optional<PlattCalibration> improved(PlattCalibration at, double stepA, double stepB) {
            double loss = loss(at);
            for (double size = 1; size >= SMALLEST_STEP; size /= 2) {
                PlattCalibration next = new PlattCalibration(at.a + size * stepA, at.b + size * stepB);
                if (loss(next) < loss) {
                    return Optional.of(next);
                }
            }
            return Optional.empty();
        }

        private double target(ScoredOutput output) {
            return output.correct() ? correctTarget : wrongTarget;
        }

        private double loss(PlattCalibration at) {
            double loss = 0;
            for (ScoredOutput output : outputs) {
                double score = at.a * output.confidence() + at.b;
                double t = target(output);
                // log(1+e^-|s|) keeps its digits at both ends.
                loss += output.weight()
                        * (score >= 0
                                ? t * score + Math.log1p(Math.exp(-score))
                                : (t - 1) * score + Math.log1p(Math.exp(score)));
            }
            return loss;
        }
    }
}
