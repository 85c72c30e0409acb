package dev.touchstone.backend.quality.committee;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.quality.CommitteeReport;
import dev.touchstone.api.quality.JudgeReport.Share;
import dev.touchstone.api.wire.Range;
import dev.touchstone.backend.quality.Selection;
import dev.touchstone.backend.quality.committee.CommitteeFiguresDao.Cases;
import dev.touchstone.backend.quality.committee.CommitteeFiguresDao.Decided;
import dev.touchstone.backend.quality.committee.CommitteeFiguresDao.Model;
import dev.touchstone.backend.store.Database;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Proportions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Counts what committees said. Thread-safe.
public final class CommitteeFigures {
    private static final double MICROS = 1e6;

    private final Database database;

    public CommitteeFigures(Database database) {
        this.database = database;
    }

    /// @param level of the intervals (Wilson), in (0, 1)
    public CommitteeReport of(Selection selection, double level) {
        PipelineName pipeline = selection.pipeline();
        long from = selection.period().fromHour();
        long to = selection.period().toHour();
        return database.snapshot(handle -> {
            CommitteeFiguresDao dao = handle.attach(CommitteeFiguresDao.class);
            Cases cases = dao.cases(pipeline, from, to);
            Decided decided = dao.decided(pipeline, from, to);
            List<Model> models = dao.models(pipeline, from, to);
            return new CommitteeReport(
                    selection.wire(),
                    new CommitteeReport.Open(cases.waiting(), cases.undecided()),
                    new CommitteeReport.Disagreed(
                            share(cases.disagreeing(), cases.disagreeing() + cases.agreeing(), level),
                            bounds(
                                    cases.disagreeing(),
                                    cases.disagreeing() + cases.agreeing(),
                                    cases.waiting() + cases.undecided())),
                    new CommitteeReport.Found(
                            share(decided.wrong(), decided.decided(), level),
                            bounds(decided.wrong(), decided.decided(), decided.open())),
                    models.stream()
                            .map(model -> new CommitteeReport.Model(
                                    model.name(),
                                    model.answered(),
                                    model.failed(),
                                    share(model.differing(), model.answered(), level)))
                            .toList(),
                    models.stream().mapToLong(Model::costMicros).sum() / MICROS,
                    notes(cases, models));
        });
    }

    private static @Nullable Share share(long some, long n, double level) {
        if (n == 0) {
            return null;
        }
        Interval interval = Proportions.wilson((double) some, (double) n, level);
        return new Share((double) some / n, new Range(interval.lower(), interval.upper(), interval.level()), n);
    }

    /// Where the share would be if all of those without an answer were like one side, or like the other.
    private static CommitteeReport.@Nullable Bounds bounds(long some, long n, long silent) {
        double all = (double) n + silent;
        return silent == 0 ? null : new CommitteeReport.Bounds(some / all, (some + silent) / all, silent);
    }

    private static List<String> notes(Cases cases, List<Model> models) {
        List<String> notes = new ArrayList<>();
        notes.add("Disagreement is no figure of quality: models can be wrong together, and right in different words.");
        notes.add("Reviewers of a disagreement see the answers, unless chance has drawn the review; an edit counts as"
                + " wrong.");
        if (models.isEmpty()) {
            notes.add("No output of this period was put to a committee: give the policy a section committee.");
        }
        if (cases.undecided() > 0) {
            notes.add(
                    "No model gave a comparable answer to " + cases.undecided()
                            + " outputs; they count neither way, and the bounds of the disagreement say what they could change.");
        }
        return notes;
    }
}
