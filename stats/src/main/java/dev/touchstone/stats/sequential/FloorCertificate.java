package dev.touchstone.stats.sequential;

import dev.touchstone.stats.Require;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Evidence that the mean loss has exceeded ε₀ since the start, valid whenever one looks: an e-process.
/// Waudby-Smith and Ramdas 2024, JRSSB (arXiv:2010.09686); Ville 1939.
///
/// A certificate, not an alarm: after a long good time it needs ever more errors to turn. Alarms are
/// [EsrDetector]'s.
///
/// @param logWealth natural logarithm of each bet's wealth
/// @param maxLogE largest log E so far, at least 0 because E starts at 1
public record FloorCertificate(DriftBets bets, List<Double> logWealth, double maxLogE) {
    public FloorCertificate {
        Require.sameLength(logWealth.size(), bets.odds().size(), "wealths and bets");
        logWealth = List.copyOf(logWealth);
        for (double wealth : logWealth) {
            Require.finite(wealth, "log wealth");
        }
        Require.within(maxLogE, 0, Double.MAX_VALUE, "largest log evidence");
    }

    /// A certificate that has seen nothing.
    public static FloorCertificate start(DriftBets bets) {
        return new FloorCertificate(bets, Collections.nCopies(bets.odds().size(), 0.0), 0);
    }

    /// Takes the next loss in [0, 1].
    public FloorCertificate next(double loss) {
        return next(loss, Stake.WHOLE);
    }

    /// The same for a review that carries another share of the bet.
    public FloorCertificate next(double loss, Stake stake) {
        List<Double> payoffs = bets.payoffs(loss, stake);
        List<Double> next = new ArrayList<>(payoffs.size());
        for (int j = 0; j < payoffs.size(); j++) {
            next.add(logWealth.get(j) + Math.log(payoffs.get(j)));
        }
        return new FloorCertificate(bets, next, Math.max(maxLogE, logMean(next)));
    }

    /// log E now, E being the mean wealth.
    public double logE() {
        return logMean(logWealth);
    }

    /// A p-value that holds at any stopping time, 1/max E; in [0, 1].
    public double anytimeP() {
        return Math.exp(-maxLogE);
    }

    private static double logMean(List<Double> logs) {
        double largest = Collections.max(logs);
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - largest);
        }
        return largest + Math.log(sum / logs.size());
    }
}
