package dev.touchstone.lab.evidence;

import dev.touchstone.stats.sequential.DriftBaseline;
import dev.touchstone.stats.sequential.DriftBets;
import dev.touchstone.stats.sequential.EsrDetector;
import java.util.Arrays;
import java.util.List;

/// Whether a pipeline can page at all, seen a hundred times as fast as by the product's own watch: the same bets, with
/// every review weighing at least what it weighs there. What never alarms here never does there; what alarms here is
/// looked at again by the product's code. For pipelines without a season.
final class QuietYear {
    /// Of the audits a week, what the product may measure at the least once it has seen some.
    private static final double AT_LEAST = 0.9;

    /// In its first days a series measures less traffic than there is: some reviews weigh more.
    private static final double FIRST_DAYS = 0.05;

    private final int size;
    private final double weight;
    private final double[] scores = new double[DriftBets.DEFAULT_ODDS.size()];
    private int fed;
    private int inBaseline;
    private boolean mayPage;
    private List<Double> whenRight = List.of();
    private List<Double> whenWrong = List.of();

    /// @param size audits of the baseline
    /// @param perWeek audits a week
    /// @param years at most one false page in so many
    QuietYear(int size, double perWeek, double years) {
        this.size = size;
        this.weight = 1 / EsrDetector.threshold(1, AT_LEAST * perWeek, years);
        Arrays.fill(scores, FIRST_DAYS);
    }

    void next(boolean wrong) {
        if (fed++ < size) {
            inBaseline += wrong ? 1 : 0;
            return;
        }
        if (whenRight.isEmpty()) {
            DriftBets bets = DriftBets.against(DriftBaseline.eps0(inBaseline, size, DriftBaseline.DEFAULT_GAMMA));
            whenRight = bets.payoffs(0);
            whenWrong = bets.payoffs(1);
        }
        List<Double> payoffs = wrong ? whenWrong : whenRight;
        double sum = 0;
        for (int bet = 0; bet < scores.length; bet++) {
            scores[bet] = (scores[bet] + weight) * payoffs.get(bet);
            sum += scores[bet];
        }
        mayPage |= sum >= scores.length;
    }

    int inBaseline() {
        return inBaseline;
    }

    boolean mayPage() {
        return mayPage;
    }
}
