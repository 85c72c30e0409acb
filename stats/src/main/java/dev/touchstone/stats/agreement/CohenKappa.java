package dev.touchstone.stats.agreement;

import dev.touchstone.stats.Require;
import dev.touchstone.stats.interval.Interval;
import java.util.Arrays;
import java.util.Optional;

/// Cohen's κ: agreement of two raters beyond chance, such as judge and people. Cohen 1960, 1968; standard error
/// of Fleiss, Cohen and Everitt 1969.
///
/// Never alarm on it: when nearly everything is good, 96.5 % agreement can give κ = 0.35. Show [GwetAc1] beside
/// it.
///
/// @param kappa at most 1, may be negative
/// @param interval normal and uncut
/// @param percentAgreement share on which both said the same, in [0, 1]
public record CohenKappa(double kappa, double standardError, Interval interval, double percentAgreement) {
    /// How much two different categories still agree.
    public enum Weights {
        /// Not at all.
        UNWEIGHTED,
        /// Less by each step between them.
        LINEAR,
        /// Less by the square of the steps between them; for ordinal categories.
        QUADRATIC
    }

    public CohenKappa {
        Require.within(kappa, -Double.MAX_VALUE, 1, "kappa");
        Require.within(standardError, 0, Double.MAX_VALUE, "standard error");
        Require.unit(percentAgreement, "agreement");
    }

    /// @param table rows are the first rater's categories, columns the second's, in the same order
    /// @return empty when one of the two used a single category: chance then agrees as often as they do, whatever
    ///     the other said, and a κ of 0 with an interval of no width would say more than is known
    public static Optional<CohenKappa> of(long[][] table, Weights weights, double confidence) {
        double n = Contingency.total(table);
        double[][] share = Contingency.shares(table);
        double[][] weight = weights(table.length, weights);
        double[] rows = Contingency.rowSums(share);
        double[] columns = Contingency.columnSums(share);
        double observed = 0;
        double chance = 0;
        for (int i = 0; i < table.length; i++) {
            for (int j = 0; j < table.length; j++) {
                observed += weight[i][j] * share[i][j];
                chance += weight[i][j] * rows[i] * columns[j];
            }
        }
        if (onlyOne(rows) || onlyOne(columns)) {
            return Optional.empty();
        }
        double kappa = Math.min(1, (observed - chance) / (1 - chance));
        double error = Math.sqrt(variance(share, weight, rows, columns, kappa, chance) / n) / (1 - chance);
        return Optional.of(
                new CohenKappa(kappa, error, Interval.wald(kappa, error, confidence), Contingency.diagonal(share)));
    }

    private static double variance(
            double[][] share, double[][] weight, double[] rows, double[] columns, double kappa, double chance) {
        int size = share.length;
        double[] rowMean = new double[size];
        double[] columnMean = new double[size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                rowMean[i] += weight[i][j] * columns[j];
                columnMean[j] += weight[i][j] * rows[i];
            }
        }
        double sum = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double influence = weight[i][j] - (rowMean[i] + columnMean[j]) * (1 - kappa);
                sum += share[i][j] * influence * influence;
            }
        }
        double centre = kappa - chance * (1 - kappa);
        return Math.max(0, sum - centre * centre);
    }

    private static double[][] weights(int size, Weights weights) {
        double[][] weight = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double steps = i == j ? 0 : (double) Math.abs(i - j) / (size - 1);
                weight[i][j] = switch (weights) {
                    case UNWEIGHTED -> i == j ? 1 : 0;
                    case LINEAR -> 1 - steps;
                    case QUADRATIC -> 1 - steps * steps;
                };
            }
        }
        return weight;
    }

    private static boolean onlyOne(double[] margin) {
        return Arrays.stream(margin).filter(share -> share > 0).count() <= 1;
    }
}
