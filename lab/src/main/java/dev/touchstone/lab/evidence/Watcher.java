package dev.touchstone.lab.evidence;

import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.policy.DriftRules;
import dev.touchstone.backend.drift.watch.AuditFact;
import dev.touchstone.backend.drift.watch.Watch;
import dev.touchstone.backend.drift.watch.WatchRules;
import dev.touchstone.lab.evidence.DriftTrial.Raised;
import dev.touchstone.lab.recorded.Recorded;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/// Something that looks at one audited output after the other and may raise an alarm. What it holds the later ones
/// against are the first [#BASELINE], of which nobody knows whether they are good.
interface Watcher {
    /// The default of a policy.
    int BASELINE = DriftRules.DEFAULT.baselineReviews();

    /// The next audited output.
    ///
    /// @return whether it raises an alarm now; it goes on watching after that
    boolean alarms(boolean wrong);

    /// Makes one for so many audits a week.
    @FunctionalInterface
    interface Kind {
        Watcher fresh(int perWeek);

        /// One that looks at whole outputs, and alarms each time anew.
        default Function<Recorded, List<Raised>> ofOutputs(int perWeek) {
            Watcher watcher = fresh(perWeek);
            return row -> watcher.alarms(!row.approved()) ? List.of(new Raised(DriftTrial.ONE, false)) : List.of();
        }
    }

    /// The product's own, under its default rules.
    static Function<Recorded, List<Raised>> ours(int perWeek) {
        Watch watch = Watch.start(WatchRules.of(DriftRules.DEFAULT));
        Calendar calendar = new Calendar(perWeek);
        return row -> watch.next(AuditFact.of(new ReviewId("r"), calendar.nextMs(), "v", !row.approved())).stream()
                .map(raised -> new Raised(DriftTrial.ONE, raised.again()))
                .toList();
    }

    /// A one-sided test of every week against the baseline at 5 %: two proportions, pooled variance.
    static Watcher weeklyTest(int perWeek) {
        return new Weekly(perWeek) {
            @Override
            boolean worse(double rate, double baseline) {
                double pooled = (baseline * BASELINE + rate * perWeek) / (BASELINE + perWeek);
                double error = Math.sqrt(pooled * (1 - pooled) * (1.0 / BASELINE + 1.0 / perWeek));
                return rate - baseline > 1.6449 * error;
            }
        };
    }

    /// A fixed threshold: a week that is five points worse than the baseline.
    static Watcher fivePoints(int perWeek) {
        return new Weekly(perWeek) {
            @Override
            boolean worse(double rate, double baseline) {
                return rate - baseline >= 0.05;
            }
        };
    }

    /// When audits come in: so many a week, evenly.
    final class Calendar {
        private final int perWeek;
        private long n;

        Calendar(int perWeek) {
            this.perWeek = perWeek;
        }

        /// Epoch milliseconds of the next audit.
        long nextMs() {
            return Duration.ofDays(7).multipliedBy(n++).dividedBy(perWeek).toMillis();
        }
    }

    /// Looks once a week, at the week alone.
    abstract class Weekly implements Watcher {
        private final int perWeek;
        private int baselineWrong;
        private long seen;
        private int wrongThisWeek;

        Weekly(int perWeek) {
            this.perWeek = perWeek;
        }

        /// @param rate of errors in the week
        /// @param baseline rate of errors in the beginning
        abstract boolean worse(double rate, double baseline);

        @Override
        public boolean alarms(boolean wrong) {
            seen++;
            if (seen <= BASELINE) {
                baselineWrong += wrong ? 1 : 0;
                return false;
            }
            wrongThisWeek += wrong ? 1 : 0;
            if ((seen - BASELINE) % perWeek != 0) {
                return false;
            }
            double rate = (double) wrongThisWeek / perWeek;
            wrongThisWeek = 0;
            return worse(rate, (double) baselineWrong / BASELINE);
        }
    }
}
