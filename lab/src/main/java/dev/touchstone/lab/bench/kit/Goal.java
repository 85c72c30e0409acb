package dev.touchstone.lab.bench.kit;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/// What was aimed at, and whether it was reached.
public final class Goal {
    private Goal() {}

    public static String atMost(double most, double measured) {
        return said("at most " + number(most), measured <= most);
    }

    public static String atLeast(double least, double measured) {
        return said("at least " + number(least), measured >= least);
    }

    private static String said(String goal, boolean met) {
        return "(" + goal + ": " + (met ? "met" : "MISSED") + ")";
    }

    private static String number(double value) {
        return new DecimalFormat("0.##", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }
}
