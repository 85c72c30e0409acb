package dev.touchstone.backend.drift;

import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.alarm.AlarmKind;
import dev.touchstone.backend.drift.watch.Baseline;
import dev.touchstone.backend.drift.watch.Canary;
import dev.touchstone.backend.drift.watch.Episode;
import dev.touchstone.backend.drift.watch.Series;
import dev.touchstone.backend.drift.watch.Watch;
import dev.touchstone.backend.drift.watch.Watch.Watched;
import dev.touchstone.backend.drift.watch.Week;
import dev.touchstone.backend.drift.watch.Window;
import dev.touchstone.backend.drift.watch.Worst;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Proportions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is wrong with a pipeline now, from everything that is watched.
///
/// @param upToMs arrival of the last output that was taken
/// @param behind whether the detectors go over old reviews again: then what they say is not about now
/// @param shifts the last week of confidences and of routes
/// @param stalled why the judge finishes nothing; empty while it works
/// @param rebuilt whether the detectors' stored state was found damaged just now
record Findings(
        Watch watch,
        long upToMs,
        boolean behind,
        List<WeeklyShifts.Shift> shifts,
        List<String> stalled,
        boolean rebuilt) {
    private static final double LEVEL = 0.95;
    private static final String CANARY_PROMISE =
            "At most a 5 % chance of a false alarm in the whole life of a canary, however often one looks.";
    private static final String SHIFT_PROMISE =
            "Without any change, at most one week in a hundred looks like this. It says nothing about quality.";

    List<Finding> active() {
        List<Finding> all = new ArrayList<>();
        for (Watched one : behind ? List.<Watched>of() : watch.watched()) {
            if (one.series().subject().pages() && one.series().episode() != null && one.inUse()) {
                all.add(rate(one, one.series(), one.series().episode()));
            }
        }
        watch.canary()
                .filter(canary -> !behind && canary.since() != null)
                .ifPresent(canary -> all.add(candidate(canary)));
        for (WeeklyShifts.Shift shift : shifts) {
            if (shift.alarms()) {
                all.add(Finding.plain(
                        shift.kind(), false, "week " + shift.week(), Wording.shifted(shift), SHIFT_PROMISE));
            }
        }
        if (!stalled.isEmpty()) {
            all.add(Finding.plain(
                    AlarmKind.JUDGE_STALLED,
                    true,
                    "stalled",
                    String.join(" ", stalled),
                    "It is raised when work has waited for longer than configured and nothing was finished."));
        }
        if (rebuilt) {
            all.add(Finding.plain(
                    AlarmKind.REBUILT,
                    true,
                    "checksum",
                    "What the drift detectors had stored was damaged. It was made anew from the reviews; look for the"
                            + " cause in the database.",
                    "It is raised when the checksum of a stored state does not fit."));
        }
        return all;
    }

    private Finding rate(Watched one, Series series, Episode episode) {
        boolean judge = one.judge();
        long fromWeek = Week.number(episode.found().fromMs());
        Counted counted = counted(series, episode, fromWeek);
        return new Finding(
                new Finding.Subject(
                        one.key(),
                        series.subject().kind(),
                        series.subject().name(),
                        true,
                        judge ? null : one.version()),
                episode.cause().since(),
                episode.times(),
                Wording.headline(series, counted.window(), one.version()),
                watch.promise().words(),
                new Finding.Evidence(
                        found(series, episode, counted),
                        judge ? List.of() : Worst.of(watch, one.version(), fromWeek),
                        episode.examples()));
    }

    /// What an episode's figures are counted from, and to which moment.
    private record Counted(Window window, long toMs) {}

    /// Counted up to now, as the parts are that stand below it. When better outputs have followed already, it is told
    /// as it was found: the sentence would contradict its figure.
    private Counted counted(Series series, Episode episode, long fromWeek) {
        return series.since(fromWeek)
                .filter(window -> window.rate() > series.tolerance().eps0())
                .map(window -> new Counted(window, upToMs))
                .orElseGet(() -> new Counted(episode.found(), episode.cause().sinceMs()));
    }

    private static Alarm.Found found(Series series, Episode episode, Counted counted) {
        Window window = counted.window();
        Baseline baseline = series.tolerance().baseline();
        return new Alarm.Found(
                new Alarm.Found.Window(
                        window.rate(),
                        Worst.range(window.interval()),
                        window.reviewed(),
                        Instant.ofEpochMilli(window.fromMs()),
                        Instant.ofEpochMilli(counted.toMs())),
                series.tolerance().eps0(),
                new Alarm.Found.Before(
                        baseline == null ? null : baseline.rate(),
                        baseline == null ? null : Worst.range(baseline.interval()),
                        baseline == null ? 0 : baseline.reviewed()),
                new Alarm.Found.Detector(
                        episode.cause().evidence(), episode.cause().threshold()));
    }

    private Finding candidate(Canary canary) {
        String candidate = String.valueOf(watch.rules().candidate());
        return new Finding(
                new Finding.Subject(AlarmKind.CANARY.wire(), AlarmKind.CANARY, "all", true, candidate),
                String.valueOf(canary.since()),
                1,
                Wording.canary(canary, String.valueOf(watch.rules().control()), candidate),
                CANARY_PROMISE,
                new Finding.Evidence(null, Worst.of(watch, candidate, 0), canary.examples()));
    }

    /// Why an alarm is over that nothing raises any more.
    String ended(AlarmRow row) {
        return switch (row.kindOf()) {
            case CANARY -> "The canary is over, or the decisions that had raised it were changed.";
            case SCORES, ROUTES -> "The week after it does not look different.";
            case JUDGE_STALLED -> "The judge finishes work again.";
            case REBUILT -> "The detectors have been in order for a day.";
            case FLOOR, REGRESSION, ATTRIBUTE, STRATUM, RELEASE, JUDGE -> endedRate(row);
        };
    }

    private String endedRate(AlarmRow row) {
        Optional<Watched> watched = find(row.subject().seriesKey());
        if (watched.isEmpty() || !watched.get().inUse()) {
            return row.subject().promptVersion() == null
                    ? "This judge version or certificate is no longer in use."
                    : "Prompt version " + row.subject().promptVersion()
                            + " is no longer in use, or no longer watched for this.";
        }
        Series series = watched.get().series();
        return row.course().since().equals(series.over())
                ? Wording.recovered(series)
                : "Decisions that had raised it were changed; with those of now there is no alarm.";
    }

    /// Whether nothing can be said of an alarm at the moment.
    boolean undecided(AlarmRow row) {
        return behind
                && switch (row.kindOf()) {
                    case FLOOR, REGRESSION, ATTRIBUTE, STRATUM, RELEASE, CANARY, JUDGE -> true;
                    case SCORES, ROUTES, JUDGE_STALLED, REBUILT -> false;
                };
    }

    /// Whether the episode that raised the alarm has ended, though another may have begun since.
    boolean over(AlarmRow row) {
        return find(row.subject().seriesKey())
                .filter(one -> row.course().since().equals(one.series().over()))
                .isPresent();
    }

    private Optional<Watched> find(String key) {
        return watch.watched().stream().filter(one -> one.key().equals(key)).findFirst();
    }

    /// The share of wrong ones in one week, by itself.
    static Interval ofWeek(Week week) {
        return Proportions.wilson((double) week.wrong(), (double) week.reviewed(), LEVEL);
    }
}
