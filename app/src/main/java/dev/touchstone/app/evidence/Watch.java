package dev.touchstone.app.evidence;

import dev.touchstone.backend.quality.stats.DriftBaseline;
import dev.touchstone.backend.quality.stats.DriftBets;
import dev.touchstone.backend.quality.stats.EsrDetector;

/// Something that looks at one audited output after the other and may raise an alarm.
interface Watch {

    /// The next audited output.
    ///
    /// @param loss 1 for a wrong one, 0 for a right one
    /// @return whether it raises an alarm now; it goes on watching after that
    boolean alarms(double loss);

    /// What watches are held against: the first audits, which nobody knows to be good or bad.
    ///
    /// @param errors wrong ones among them
    record Baseline(long errors, long reviewed) {
        double rate() {
            return (double) errors / reviewed;
        }
    }

    /// The product's own detector, with at most one false page a year promised over so many series.
    static Watch ours(Baseline baseline, int perWeek, int series) {
        double tolerated = DriftBaseline.eps0(baseline.errors(), baseline.reviewed(), DriftBaseline.DEFAULT_GAMMA);
        return new Watch() {
            private EsrDetector detector =
                    EsrDetector.start(DriftBets.against(tolerated), EsrDetector.threshold(series, perWeek, 1));

            @Override
            public boolean alarms(double loss) {
                var step = detector.next(loss);
                detector = step.detector();
                return step.alarm();
            }
        };
    }

    /// A one-sided test of every week against the baseline at 5 %: two proportions, pooled variance.
    static Watch weeklyTest(Baseline baseline, int perWeek) {
        return new Weekly(perWeek) {
            @Override
            boolean worse(double rate) {
                double pooled = (baseline.errors() + rate * perWeek) / (baseline.reviewed() + perWeek);
                double error = Math.sqrt(pooled * (1 - pooled) * (1.0 / baseline.reviewed() + 1.0 / perWeek));
                return rate - baseline.rate() > 1.6449 * error;
            }
        };
    }

    /// A fixed threshold: a week that is five points worse than the baseline.
    static Watch fivePoints(Baseline baseline, int perWeek) {
        return new Weekly(perWeek) {
            @Override
            boolean worse(double rate) {
                return rate - baseline.rate() >= 0.05;
            }
        };
    }

    /// Looks once a week, at the week alone.
    abstract class Weekly implements Watch {
        private final int perWeek;
        private int seen;
        private double losses;

        Weekly(int perWeek) {
            this.perWeek = perWeek;
        }

        /// @param rate of errors in the week
        abstract boolean worse(double rate);

        @Override
        public boolean alarms(double loss) {
            losses += loss;
            if (++seen < perWeek) {
                return false;
            }
            double rate = losses / perWeek;
            seen = 0;
            losses = 0;
            return worse(rate);
        }
    }
}
