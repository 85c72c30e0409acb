package dev.touchstone.backend.drift;

import dev.touchstone.api.id.ReviewId;
import dev.touchstone.backend.drift.watch.AuditFact;
import dev.touchstone.backend.drift.watch.Watch;
import dev.touchstone.backend.drift.watch.WatchRules;
import dev.touchstone.backend.drift.watch.Week;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// Simulated years of the real watch: a hundred audits a week unless more come on the first day.
record Years(WatchRules rules, int burst, int perWeek) {
    static final int WEEKS = 52;

    /// @param pages false alarms of each year
    record Counted(List<Integer> pages) {
        double mean() {
            return pages.stream().mapToInt(count -> count).average().orElseThrow();
        }

        double shareAbove(int most) {
            return (double) pages.stream().filter(count -> count > most).count() / pages.size();
        }
    }

    private final class Stream {
        private final Watch watch = Watch.start(rules);
        private final SplittableRandom random;
        private int fed;

        Stream(long seed) {
            random = new SplittableRandom(seed);
        }

        /// @return alarms that begin
        int feed(int reviews, double rate) {
            int pages = 0;
            for (int i = 0; i < reviews; i++) {
                pages += one(rate) ? 1 : 0;
            }
            return pages;
        }

        boolean one(double rate) {
            return watch.next(AuditFact.of(new ReviewId("r"), atMs(fed++), "v", random.nextDouble() < rate)).stream()
                    .anyMatch(raised -> !raised.again());
        }
    }

    /// Those of the burst within an hour, on a Monday; the others evenly.
    private long atMs(int n) {
        long later = Math.max(0, n - burst);
        return Week.startMs(3000)
                + Duration.ofDays(7).multipliedBy(later).dividedBy(perWeek).toMillis();
    }

    /// @param rate of errors in each week, the baseline's from week 0 on
    Counted quiet(int years, int baselineWeeks, IntToDoubleFunction rate) {
        return new Counted(IntStream.range(0, years)
                .parallel()
                .map(seed -> {
                    Stream stream = new Stream(1000L + seed);
                    stream.feed(burst, rate.applyAsDouble(0));
                    int pages = 0;
                    for (int week = 0; week < baselineWeeks + WEEKS; week++) {
                        int alarms = stream.feed(perWeek, rate.applyAsDouble(week));
                        pages += week < baselineWeeks ? 0 : alarms;
                    }
                    return pages;
                })
                .boxed()
                .toList());
    }

    /// Weeks until a rise is seen, sorted; a year when it is not.
    List<Double> delays(int runs, int before, double rate, double risen) {
        return new ArrayList<>(IntStream.range(0, runs)
                .parallel()
                .mapToObj(seed -> {
                    Stream stream = new Stream(50_000L + seed);
                    stream.feed(burst + before, rate);
                    for (int n = 1; n <= WEEKS * perWeek; n++) {
                        stream.one(risen);
                        if (stream.watch.watched().stream()
                                .anyMatch(one -> one.series().episode() != null)) {
                            return (double) n / perWeek;
                        }
                    }
                    return (double) WEEKS;
                })
                .sorted()
                .toList());
    }

    static double quantile(List<Double> sorted, double share) {
        return sorted.get((int) (share * (sorted.size() - 1)));
    }
}
