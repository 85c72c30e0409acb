package dev.touchstone.stats.reviewer;

import dev.touchstone.stats.reviewer.DawidSkene.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// How often reviewers are right, where nobody knows the truth but several of them judged the same outputs: the
/// model of [DawidSkene] with reviewers who all err alike, and whose errors on one output have nothing to do
/// with each other. Two verdicts an output could not tell it: three of them are needed, on a hundred outputs.
public final class OverlapErrors {
    /// Fewer verdicts of an output say nothing about who erred.
    public static final int LEAST_VERDICTS = 3;

    /// Fewer outputs than this are too few.
    public static final int LEAST_OUTPUTS = 100;

    private static final int GROUPS = 20;
    /// (t/z)² at 95 % with 19 degrees of freedom.
    private static final double FEW_GROUPS = 1.14;

    private static final int RIGHT = 0;
    private static final int WRONG = 1;

    private OverlapErrors() {}

    private record Shares(double sensitivity, double specificity, double wrong) {}

    /// @param verdicts by output, of each reviewer whether they called it wrong, in any order that says nothing
    ///     about them; outputs with fewer than three are left out
    /// @return empty with fewer than a hundred outputs; the numbers of cases are effective ones, by the
    ///     delete-a-group jackknife over outputs (20 groups)
    public static Optional<ReviewerErrors> of(List<List<Boolean>> verdicts) {
        List<List<Boolean>> enough = verdicts.stream()
                .filter(output -> output.size() >= LEAST_VERDICTS)
                .toList();
        if (enough.size() < LEAST_OUTPUTS) {
            return Optional.empty();
        }
        Shares whole = fit(enough);
        List<Shares> without = new ArrayList<>();
        for (int group = 0; group < GROUPS; group++) {
            List<List<Boolean>> rest = new ArrayList<>();
            for (int i = 0; i < enough.size(); i++) {
                if (i % GROUPS != group) {
                    rest.add(enough.get(i));
                }
            }
            without.add(fit(rest));
        }
        double labels = enough.stream().mapToInt(List::size).sum();
        double wrong = whole.wrong();
        return Optional.of(new ReviewerErrors(
                known(
                        whole.sensitivity(),
                        covariance(without, Shares::sensitivity, Shares::sensitivity),
                        labels * wrong),
                known(
                        whole.specificity(),
                        covariance(without, Shares::specificity, Shares::specificity),
                        labels * (1 - wrong)),
                covariance(without, Shares::sensitivity, Shares::specificity)));
    }

    private static Shares fit(List<List<Boolean>> verdicts) {
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < verdicts.size(); i++) {
            for (boolean wrong : verdicts.get(i)) {
                labels.add(new Label(i, 0, wrong ? WRONG : RIGHT));
            }
        }
        DawidSkene fitted = DawidSkene.fit(labels, 2, 1);
        List<List<Double>> confusion = fitted.confusion().getFirst();
        return new Shares(
                confusion.get(WRONG).get(WRONG),
                confusion.get(RIGHT).get(RIGHT),
                fitted.prior().get(WRONG));
    }

    /// Widened for so few groups, as Student's t does.
    private static double covariance(
            List<Shares> without, ToDoubleFunction<Shares> one, ToDoubleFunction<Shares> other) {
        double meanOne = without.stream().mapToDouble(one).average().orElseThrow();
        double meanOther = without.stream().mapToDouble(other).average().orElseThrow();
        double products = without.stream()
                .mapToDouble(
                        shares -> (one.applyAsDouble(shares) - meanOne) * (other.applyAsDouble(shares) - meanOther))
                .sum();
        return products * (GROUPS - 1) / GROUPS * FEW_GROUPS;
    }

    /// Never from more cases than there were verdicts about such outputs, nor from less than one.
    private static Known known(double share, double variance, double labels) {
        double most = Math.max(1, labels);
        return new Known(share, variance == 0 ? most : Math.clamp(share * (1 - share) / variance, 1, most));
    }
}
