package dev.touchstone.backend.advice;

import dev.touchstone.api.quality.EfficiencyReport;
import dev.touchstone.api.quality.EfficiencyReport.CostPerError;
import dev.touchstone.api.quality.EfficiencyReport.JudgeEffort;
import dev.touchstone.api.quality.EfficiencyReport.LoopYield;
import dev.touchstone.api.quality.EfficiencyReport.PeopleEffort;
import dev.touchstone.api.quality.JudgeReport.Share;
import dev.touchstone.api.quality.SelectionReport.Finds;
import dev.touchstone.backend.quality.Period;
import dev.touchstone.backend.quality.Selection;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The loop's ledger: what it takes of people and of the judge, and what it gives. Thread-safe.
public final class Efficiency {
    private static final double MICROS = 1e6;
    private static final double SECONDS_PER_HOUR = 3600;

    private final Database database;
    private final CostConfig costs;

    public Efficiency(Database database, CostConfig costs) {
        this.database = database;
        this.costs = costs;
    }

    /// @param level of the intervals, in (0, 1)
    public EfficiencyReport of(Selection selection, double level) {
        List<ReviewCount> counts = SelectionFindings.counts(database, selection);
        @Nullable Share base = SelectionFindings.base(counts, level);
        Finds all = SelectionFindings.finds(counts, base, level);
        PeopleEffort people = people(counts);
        JudgeEffort judge = judge(selection);
        @Nullable Double cost = people.cost() == null ? null : people.cost() + judge.cost();
        return new EfficiencyReport(
                selection.wire(),
                people,
                judge,
                cost,
                given(counts, all, selection),
                costPerError(cost, people.decided(), all.error()),
                costPerError(people.cost(), people.decided(), base),
                all.times(),
                notes(people, base));
    }

    private PeopleEffort people(List<ReviewCount> counts) {
        long decided = counts.stream().mapToLong(ReviewCount::decided).sum();
        long timed = counts.stream().mapToLong(ReviewCount::timed).sum();
        double seconds = counts.stream().mapToDouble(ReviewCount::seconds).sum();
        @Nullable Double hours = timed == 0 ? null : seconds / timed * decided / SECONDS_PER_HOUR;
        @Nullable Double price = costs.reviewerHour();
        return new PeopleEffort(decided, timed, hours, hours == null || price == null ? null : hours * price);
    }

    private JudgeEffort judge(Selection selection) {
        Period period = selection.period();
        AdviceDao.Judged judged = database.reader()
                .withExtension(
                        AdviceDao.class, dao -> dao.judged(selection.pipeline(), period.fromHour(), period.toHour()));
        return new JudgeEffort(judged.judgments(), judged.costMicros() / MICROS);
    }

    private LoopYield given(List<ReviewCount> counts, Finds all, Selection selection) {
        long stopped = counts.stream()
                .filter(ReviewCount::stopped)
                .mapToLong(ReviewCount::errors)
                .sum();
        Period period = selection.period();
        long golden = database.reader()
                .withExtension(
                        AdviceDao.class,
                        dao -> dao.admitted(
                                selection.pipeline(),
                                Ids.lowerBound(period.from().toEpochMilli()),
                                Ids.lowerBound(period.to().toEpochMilli())));
        return new LoopYield(all.errors(), stopped, golden);
    }

    /// What the reviews cost over the errors among them, whose share is known to lie in an interval.
    private static @Nullable CostPerError costPerError(@Nullable Double cost, long reviews, @Nullable Share error) {
        if (cost == null || error == null || error.value() == 0) {
            return null;
        }
        double each = cost / reviews;
        return new CostPerError(
                each / error.value(),
                each / error.interval().upper(),
                error.interval().lower() == 0 ? null : each / error.interval().lower());
    }

    private List<String> notes(PeopleEffort people, @Nullable Share base) {
        List<String> notes = new ArrayList<>();
        if (costs.reviewerHour() == null) {
            notes.add("Nothing is said of costs: set costs.reviewer_hour, in the unit of judge.prices.");
        }
        if (people.timed() < people.decided()) {
            notes.add(String.format(
                    Locale.ROOT,
                    "Of %,d decisions %,d say how long somebody looked; the others are taken to have taken as long.",
                    people.decided(),
                    people.timed()));
        }
        notes.add("Intervals are of the share of errors; times and prices are taken as they are.");
        if (base == null) {
            notes.add("Without a decided audit of this period nobody knows what chance would have found.");
        }
        return notes;
    }
}
