package dev.touchstone.backend.output;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The steps in which confidences are counted. Between 0.01 and 0.99 they are hundredths. Outside of these they
/// follow the log-odds, ten to a decade (0.99, 0.992, 0.994, 0.995 … 0.999 … 0.9999 … 0.99999999): most of what
/// a modern model says lies there, and 0.99 and 0.9999 are as far apart as 0.5 and 0.99. Every end is a short
/// decimal, so that a threshold that is one can be read, typed and compared exactly.
///
/// A step has a number, which is what is stored. Hundredths are 1 to 98; the steps from 0.99 up are 100, 101 …,
/// the last for exactly 1; those below 0.01 are −2, −3 …, the last from 0 on. Two numbers are no longer given:
/// 0 and 99 stand for all of [0, 0.01) and all of [0.99, 1] in what was counted when every step was a
/// hundredth.
public final class ConfidenceScale {
    /// The step of outputs that came without a confidence.
    public static final int NONE = -1;

    private static final int OLD_LOWEST = 0;
    private static final int OLD_HIGHEST = 99;
    private static final int FIRST_HIGH = 100;
    private static final int FIRST_LOW = -2;
    private static final int DECADES = 6;

    /// Apart by 0.18 to 0.29 in log-odds.
    private static final List<String> PER_DECADE =
            List.of("0.008", "0.006", "0.005", "0.004", "0.003", "0.0025", "0.002", "0.0015", "0.0012", "0.001");

    private static final Map<Integer, Double> LOWER_ENDS = lowerEnds();
    private static final double[] ENDS = new double[LOWER_ENDS.size()];
    private static final int[] STEPS = new int[LOWER_ENDS.size()];

    static {
        int next = 0;
        for (Map.Entry<Integer, Double> step : LOWER_ENDS.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .toList()) {
            STEPS[next] = step.getKey();
            ENDS[next++] = step.getValue();
        }
    }

    private ConfidenceScale() {}

    private static Map<Integer, Double> lowerEnds() {
        Map<Integer, Double> ends = new TreeMap<>();
        for (int hundredth = 1; hundredth < OLD_HIGHEST; hundredth++) {
            ends.put(hundredth, hundredth / 100.0);
        }
        int high = FIRST_HIGH;
        int low = FIRST_LOW;
        ends.put(high++, 0.99);
        for (int decade = 0; decade < DECADES; decade++) {
            for (String digits : PER_DECADE) {
                BigDecimal distance = new BigDecimal(digits).movePointLeft(decade);
                ends.put(high++, BigDecimal.ONE.subtract(distance).doubleValue());
                ends.put(low--, distance.doubleValue());
            }
        }
        ends.put(high, 1.0);
        ends.put(low, 0.0);
        return ends;
    }

    /// The number of the step that holds a confidence in [0, 1]; [#NONE] for none.
    public static int stepOf(@Nullable Double confidence) {
        if (confidence == null) {
            return NONE;
        }
        int found = Arrays.binarySearch(ENDS, confidence);
        return STEPS[Math.max(0, found >= 0 ? found : -found - 2)];
    }

    /// The smallest confidence of a step, also of the two that are no longer given.
    ///
    /// @throws IllegalArgumentException when there is no such step
    public static double lowerEnd(int step) {
        if (step == OLD_LOWEST) {
            return 0;
        }
        Double end = step == OLD_HIGHEST ? LOWER_ENDS.get(FIRST_HIGH) : LOWER_ENDS.get(step);
        if (end == null) {
            throw new IllegalArgumentException("there is no step of confidence with the number " + step);
        }
        return end;
    }

    /// Whether a step is one of the two that tell less than today's.
    public static boolean coarse(int step) {
        return step == OLD_LOWEST || step == OLD_HIGHEST;
    }

    /// The hundredth that a step lies in, 0 to 99; [#NONE] for itself. What was counted by hundredths can only
    /// be compared by hundredths.
    public static int hundredth(int step) {
        if (step >= FIRST_HIGH) {
            return OLD_HIGHEST;
        }
        return step <= FIRST_LOW ? OLD_LOWEST : step;
    }

    /// The lower ends of all steps, ascending, but for the two that are no longer given.
    public static List<Double> ends() {
        return Arrays.stream(ENDS).boxed().toList();
    }
}
