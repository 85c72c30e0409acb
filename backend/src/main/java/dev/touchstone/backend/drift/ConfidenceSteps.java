package dev.touchstone.backend.drift;

import dev.touchstone.backend.output.ConfidenceScale;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/// Brings the counted confidences of two stretches of time into bins that can be compared.
final class ConfidenceSteps {
    private ConfidenceSteps() {}

    /// Steps in the order of their confidences. While either side holds some that were counted by hundredths,
    /// both are compared by hundredths; otherwise the finer counting itself would look like a shift.
    ///
    /// @return pairs of the counts before and now
    static List<long[]> comparable(Map<Integer, Long> before, Map<Integer, Long> now, int most) {
        boolean coarse = before.keySet().stream().anyMatch(ConfidenceScale::coarse)
                || now.keySet().stream().anyMatch(ConfidenceScale::coarse);
        ToIntFunction<Integer> order = coarse ? ConfidenceSteps::byHundredths : ConfidenceSteps::bySteps;
        return WeeklyShifts.bins(ordered(before, order), ordered(now, order), most);
    }

    private static Map<Integer, Long> ordered(Map<Integer, Long> counts, ToIntFunction<Integer> order) {
        Map<Integer, Long> ordered = new HashMap<>();
        counts.forEach((step, count) -> ordered.merge(order.applyAsInt(step), count, Long::sum));
        return ordered;
    }

    private static int byHundredths(int step) {
        return ConfidenceScale.hundredth(step);
    }

    /// Without a confidence comes first: its number lies in the midst of the others.
    private static int bySteps(int step) {
        return step == ConfidenceScale.NONE ? Integer.MIN_VALUE : step;
    }
}
