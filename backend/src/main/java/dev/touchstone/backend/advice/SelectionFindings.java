package dev.touchstone.backend.advice;

import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.quality.JudgeReport.Share;
import dev.touchstone.api.quality.SelectionPolicy;
import dev.touchstone.api.quality.SelectionReport;
import dev.touchstone.api.quality.SelectionReport.Finds;
import dev.touchstone.api.quality.SelectionReport.PolicyFinds;
import dev.touchstone.api.quality.SelectionReport.ReasonFinds;
import dev.touchstone.api.quality.SelectionReport.Times;
import dev.touchstone.api.wire.Range;
import dev.touchstone.backend.quality.Selection;
import dev.touchstone.backend.quality.estimate.AuditShare;
import dev.touchstone.backend.store.Database;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Measured;
import dev.touchstone.stats.interval.Proportions;
import dev.touchstone.stats.interval.Ratios;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What each way of choosing what people look at finds. Thread-safe.
public final class SelectionFindings {
    /// Longer looks are a tab left open.
    static final double LONGEST_SECONDS = 600;

    private final Database database;

    public SelectionFindings(Database database) {
        this.database = database;
    }

    /// @param level of the intervals, in (0, 1)
    public SelectionReport of(Selection selection, double level) {
        List<ReviewCount> counts = counts(selection);
        @Nullable Share base = base(counts, level);
        List<PolicyFinds> policies = new ArrayList<>();
        for (SelectionPolicy policy : SelectionPolicy.values()) {
            policies.add(new PolicyFinds(
                    policy,
                    policy.purpose(),
                    policy.probability(),
                    finds(counts, policy.reasons(), base, level),
                    policy.reasons().stream()
                            .map(reason -> new ReasonFinds(reason, finds(counts, List.of(reason), base, level)))
                            .filter(reason -> reason.finds().reviews() > 0)
                            .toList()));
        }
        return new SelectionReport(selection.wire(), base, policies, notes(counts, base));
    }

    private List<ReviewCount> counts(Selection selection) {
        return counts(database, selection);
    }

    /// Without those of experiments, where everything is reviewed.
    static List<ReviewCount> counts(Database database, Selection selection) {
        return database
                .reader()
                .withExtension(
                        AdviceDao.class,
                        dao -> dao.reviews(
                                selection.pipeline(),
                                selection.period().fromHour(),
                                selection.period().toHour(),
                                LONGEST_SECONDS))
                .stream()
                .filter(count -> !count.experiment())
                .toList();
    }

    /// What is wrong of everything, from audits alone.
    static @Nullable Share base(List<ReviewCount> counts, double level) {
        return AuditShare.of(
                counts.stream()
                        .filter(count -> count.audited() && count.rate() > 0)
                        .map(ReviewCount::audits)
                        .toList(),
                level);
    }

    private static Finds finds(
            List<ReviewCount> counts, List<RouteReason> reasons, @Nullable Share base, double level) {
        Predicate<ReviewCount> chosen = count -> reasons.stream().anyMatch(count::has);
        return finds(counts.stream().filter(chosen).toList(), base, level);
    }

    static Finds finds(List<ReviewCount> chosen, @Nullable Share base, double level) {
        long reviews = chosen.stream().mapToLong(ReviewCount::reviews).sum();
        long decided = chosen.stream().mapToLong(ReviewCount::decided).sum();
        long errors = chosen.stream().mapToLong(ReviewCount::errors).sum();
        if (decided == 0) {
            return new Finds(reviews, 0, null, null, reviews == 0 ? "chose nothing" : "nothing decided yet");
        }
        Interval interval = Proportions.wilson((double) errors, (double) decided, level);
        Share error = new Share(
                (double) errors / decided, new Range(interval.lower(), interval.upper(), interval.level()), decided);
        @Nullable Times times = times(error, base);
        return new Finds(reviews, errors, error, times, words(times));
    }

    /// Errors per review over those of a review that chance chose. An audit that was chosen so as well
    /// counts in both, which makes the interval a little too wide and never too narrow.
    private static @Nullable Times times(Share error, @Nullable Share base) {
        if (base == null || base.value() == 0) {
            return null;
        }
        Ratios.Ratio ratio = Ratios.mover(measured(error), measured(base));
        return new Times(
                ratio.value(),
                ratio.lower(),
                ratio.upper().isPresent() ? ratio.upper().getAsDouble() : null);
    }

    private static Measured measured(Share share) {
        return new Measured(
                share.value(),
                new Interval(
                        share.interval().lower(),
                        share.interval().upper(),
                        share.interval().level()));
    }

    private static String words(@Nullable Times times) {
        if (times == null) {
            return "nothing to compare with: no audit has found an error yet";
        }
        String found = String.format(Locale.ROOT, "%.1f times as many errors per review as chance", times.value());
        if (times.lower() > 1) {
            return "finds " + found;
        }
        if (times.upper() != null && times.upper() < 1) {
            return "finds fewer: " + found;
        }
        return "cannot be told from chance: " + found;
    }

    private static List<String> notes(List<ReviewCount> counts, @Nullable Share base) {
        List<String> notes = new ArrayList<>();
        notes.add("An output that was chosen in several ways counts in each of them.");
        notes.add("Errors per review say what finds errors. How good everything is says the random audit alone.");
        if (base == null) {
            notes.add("No audit of this period is decided: raise audit_rate, or wait for the reviewers.");
        }
        long unknown = counts.stream()
                .filter(count -> Arrays.stream(SelectionPolicy.values())
                        .flatMap(policy -> policy.reasons().stream())
                        .noneMatch(count::has))
                .mapToLong(ReviewCount::reviews)
                .sum();
        if (unknown > 0) {
            notes.add(String.format(Locale.ROOT, "%,d reviews were opened for none of these reasons.", unknown));
        }
        return notes;
    }
}
