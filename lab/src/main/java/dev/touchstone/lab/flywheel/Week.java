package dev.touchstone.lab.flywheel;

import java.util.Comparator;
import java.util.List;

/// What a week of the flywheel came to.
///
/// @param labels people's verdicts before it, the test items among them
/// @param testItems audits that the certificate rests on
/// @param certified whether there was one
/// @param review share of the outputs that people look at: doubtful ones and the audit
/// @param perfect the same under the lowest threshold that keeps the tolerated error in this very week
/// @param auto share that is approved by the machine
/// @param wrong share of these that is wrong; 0 without any
/// @param modelWrong share of all outputs that is wrong
record Week(
        int labels,
        int testItems,
        boolean certified,
        double review,
        double perfect,
        double auto,
        double wrong,
        double modelWrong) {

    /// @param threshold from which on outputs are approved by the machine
    static Week of(
            List<Handled> outputs, double threshold, int labels, int testItems, boolean certified, Loop.Terms terms) {
        List<Handled> auto =
                outputs.stream().filter(one -> one.confidence() >= threshold).toList();
        return new Week(
                labels,
                testItems,
                certified,
                reviewed(auto.size(), outputs.size(), terms.audits()),
                reviewed(most(outputs, terms.maxError()), outputs.size(), terms.audits()),
                (double) auto.size() / outputs.size(),
                wrong(auto),
                wrong(outputs));
    }

    private static double reviewed(long auto, int all, double audits) {
        return 1 - (1 - audits) * auto / all;
    }

    /// As many of the most confident outputs as can be approved without more errors than are tolerated.
    private static long most(List<Handled> outputs, double maxError) {
        List<Handled> sorted = outputs.stream()
                .sorted(Comparator.comparingDouble(Handled::confidence).reversed())
                .toList();
        long most = 0;
        int errors = 0;
        for (int i = 0; i < sorted.size(); i++) {
            errors += sorted.get(i).right() ? 0 : 1;
            boolean stepEnds = i + 1 == sorted.size()
                    || sorted.get(i + 1).confidence() < sorted.get(i).confidence();
            if (stepEnds && errors <= maxError * (i + 1)) {
                most = i + 1L;
            }
        }
        return most;
    }

    private static double wrong(List<Handled> outputs) {
        return outputs.stream()
                .mapToDouble(one -> one.right() ? 0 : 1)
                .average()
                .orElse(0);
    }
}
