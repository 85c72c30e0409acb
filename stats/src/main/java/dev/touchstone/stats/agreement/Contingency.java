package dev.touchstone.stats.agreement;

import dev.touchstone.stats.Require;

/// Margins of a square table of counts.
public final class Contingency {
    private Contingency() {}

    /// The sum of all cells, at least 1.
    public static long total(long[][] counts) {
        long total = 0;
        for (long[] row : counts) {
            if (row.length != counts.length) {
                throw new IllegalArgumentException("the table must be square, had " + counts.length
                        + " rows and a row of " + row.length + "; give every class a row and a column");
            }
            for (long count : row) {
                total = Math.addExact(total, Require.atLeast(count, 0, "cell of the table"));
            }
        }
        return Require.atLeast(total, 1, "sum of the table");
    }

    /// Cells divided by their sum.
    public static double[][] shares(long[][] counts) {
        double total = total(counts);
        double[][] shares = new double[counts.length][counts.length];
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts.length; j++) {
                shares[i][j] = counts[i][j] / total;
            }
        }
        return shares;
    }

    public static double diagonal(double[][] shares) {
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            sum += shares[i][i];
        }
        // Shares that are not exact in binary may add up to a little more than one.
        return Math.min(1, sum);
    }

    public static double[] rowSums(double[][] shares) {
        double[] sums = new double[shares.length];
        for (int i = 0; i < shares.length; i++) {
            for (double share : shares[i]) {
                sums[i] += share;
            }
        }
        return sums;
    }

    public static double[] columnSums(double[][] shares) {
        double[] sums = new double[shares.length];
        for (double[] row : shares) {
            for (int j = 0; j < row.length; j++) {
                sums[j] += row[j];
            }
        }
        return sums;
    }
}
