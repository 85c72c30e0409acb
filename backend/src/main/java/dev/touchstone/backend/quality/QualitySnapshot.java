package dev.touchstone.backend.quality;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.touchstone.api.quality.QualityGroup;
import dev.touchstone.api.quality.QualityReport;
import dev.touchstone.api.wire.Range;
import dev.touchstone.backend.quality.estimate.Observed;
import dev.touchstone.backend.quality.estimate.Observed.Facet;
import dev.touchstone.backend.quality.estimate.QualityEstimator;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.stats.estimate.Target;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Answers "how good is this pipeline". A full snapshot reads the reviews and counters of its period, so it
/// takes as long after a million outputs as after ten thousand with as many reviews. Thread-safe.
public final class QualitySnapshot {
    private final Observations observations;
    private final InstantSource clock;

    public QualitySnapshot(Observations observations, InstantSource clock) {
        this.observations = observations;
        this.clock = clock;
    }

    /// What a report is broken down by.
    public enum Breakdown {
        STRATUM,
        MODEL,
        PROMPT_VERSION,
        FEW_SHOT,
        ATTRIBUTE,
        WEEK,
        ATTRIBUTE_WEEK;

        /// The name on the wire.
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The figures of a selection, with weeks in UTC.
    ///
    /// @param level of the intervals, in (0, 1)
    /// @throws Refused as invalid when the period lies in the future
    public QualityReport of(Selection selection, @Nullable Breakdown breakdown, double level, Target target) {
        return of(selection, breakdown, ZoneOffset.UTC, level, target);
    }

    /// @param zone whose calendar weeks a breakdown by week has
    QualityReport of(Selection selection, @Nullable Breakdown breakdown, ZoneId zone, double level, Target target) {
        Observed observed = observe(selection);
        return new QualityReport(
                selection.wire(),
                clock.instant(),
                estimator(observed, level, target).group("all", selection.attribute()),
                breakdown == null ? null : breakdown.wire(),
                breakdown == null
                        ? List.of()
                        : groups(selection, observed, new Grouping(breakdown, zone), level, target),
                null,
                null,
                notes(selection, observed));
    }

    /// The figures of a selection beside those of a baseline, and their differences.
    ///
    /// @throws Refused as invalid when the two overlap
    public QualityReport compare(Selection now, Selection before, @Nullable Breakdown breakdown, double level) {
        return compare(now, before, breakdown, ZoneOffset.UTC, level);
    }

    QualityReport compare(Selection now, Selection before, @Nullable Breakdown breakdown, ZoneId zone, double level) {
        if (now.overlaps(before)) {
            throw Refused.invalid(
                    "overlapping-selections",
                    "The two selections share outputs, so their difference has no interval; choose another period,"
                            + " model, prompt version or stratum for the baseline.");
        }
        QualityReport report = of(now, breakdown, zone, level, Target.FINITE);
        // A difference between versions is one between what they would produce, not between what they happened to.
        QualityGroup first = estimator(observe(now), level, Target.PROCESS).group("all", now.attribute());
        QualityGroup second = estimator(observe(before), level, Target.PROCESS).group("baseline", before.attribute());
        List<QualityReport.Difference> differences = Comparisons.differences(first, second);
        List<Range> intervals = differences.stream()
                .flatMap(difference -> Stream.ofNullable(difference.interval()))
                .toList();
        return new QualityReport(
                report.scope(),
                report.asOf(),
                report.total(),
                report.breakdown(),
                report.groups(),
                new QualityReport.Comparison(before.wire(), second, first, differences),
                null,
                Stream.of(
                                report.notes(),
                                notes(before),
                                ChanceFindings.note(intervals).stream().toList())
                        .flatMap(List::stream)
                        .distinct()
                        .toList());
    }

    /// Empty figures look like a quiet week; a name that nothing has is more often misspelt.
    private List<String> notes(Selection selection) {
        return selection.narrows() ? UnknownNames.notes(selection, whole(selection)) : List.of();
    }

    private List<String> notes(Selection selection, Observed observed) {
        return Stream.concat(notes(selection).stream(), observations.clusterHint(observed).stream())
                .toList();
    }

    private Observed whole(Selection selection) {
        Period period = selection.period().notInTheFuture(clock.instant());
        return observations.of(selection.pipeline(), period, clock.millis());
    }

    private Observed observe(Selection selection) {
        return selection.narrow(whole(selection));
    }

    private List<QualityGroup> groups(
            Selection selection, Observed observed, Grouping grouping, double level, Target target) {
        return switch (grouping.by()) {
            case STRATUM -> by(Facet.STRATUM, selection, observed, level, target);
            case MODEL -> by(Facet.MODEL, selection, observed, level, target);
            case PROMPT_VERSION -> by(Facet.PROMPT_VERSION, selection, observed, level, target);
            case FEW_SHOT -> by(Facet.FEW_SHOT, selection, observed, level, target);
            case ATTRIBUTE -> {
                QualityEstimator estimator = estimator(observed, level, target);
                yield attributes(selection, observed)
                        .map(attribute -> estimator.attribute(attribute, attribute))
                        .toList();
            }
            case WEEK ->
                selection.period().weeks(grouping.zone()).stream()
                        .map(week -> estimator(observe(selection, week), level, target)
                                .group(week.name(), selection.attribute()))
                        .toList();
            case ATTRIBUTE_WEEK ->
                selection.period().weeks(grouping.zone()).stream()
                        .flatMap(week -> {
                            Observed ofWeek = observe(selection, week);
                            QualityEstimator estimator = estimator(ofWeek, level, target);
                            return attributes(selection, ofWeek)
                                    .map(attribute -> estimator.attribute(week.name() + " " + attribute, attribute));
                        })
                        .toList();
        };
    }

    /// What groups are made by.
    private record Grouping(Breakdown by, ZoneId zone) {}

    private Observed observe(Selection selection, Period.Week week) {
        return selection.narrow(observations.of(selection.pipeline(), week.period(), clock.millis()));
    }

    private static Stream<String> attributes(Selection selection, Observed observed) {
        return observed.attributes().stream()
                .filter(attribute ->
                        selection.attribute() == null || selection.attribute().equals(attribute));
    }

    private static List<QualityGroup> by(
            Facet facet, Selection selection, Observed observed, double level, Target target) {
        return observed.values(facet).stream()
                .map(value ->
                        estimator(observed.where(facet, value), level, target).group(value, selection.attribute()))
                .toList();
    }

    private static QualityEstimator estimator(Observed observed, double level, Target target) {
        return new QualityEstimator(observed, level, target);
    }
}
