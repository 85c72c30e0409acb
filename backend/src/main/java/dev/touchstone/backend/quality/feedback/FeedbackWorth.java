package dev.touchstone.backend.quality.feedback;

import dev.touchstone.api.feedback.FeedbackClass;
import dev.touchstone.api.feedback.FeedbackKind;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.quality.FeedbackReport;
import dev.touchstone.api.quality.FeedbackReport.ClassWorth;
import dev.touchstone.api.quality.FeedbackReport.KindWorth;
import dev.touchstone.api.quality.JudgeReport.Share;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.wire.WireEnum;
import dev.touchstone.backend.quality.Selection;
import dev.touchstone.backend.quality.feedback.WorthDao.Count;
import dev.touchstone.backend.store.Database;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Holds users' behaviour against audits. Thread-safe.
public final class FeedbackWorth {
    private final Database database;

    public FeedbackWorth(Database database) {
        this.database = database;
    }

    /// @param level of the intervals, in (0, 1)
    public FeedbackReport of(Selection selection, double level) {
        PipelineName pipeline = selection.pipeline();
        long from = selection.period().fromHour();
        long to = selection.period().toHour();
        return database.snapshot(handle -> {
            WorthDao dao = handle.attach(WorthDao.class);
            List<WorthDao.Row> rows = dao.audits(pipeline, from, to);
            return report(selection, rows, dao.counts(pipeline, from, to), dao.outputs(pipeline, from, to), level);
        });
    }

    private static FeedbackReport report(
            Selection selection, List<WorthDao.Row> rows, List<Count> counts, long outputs, double level) {
        List<AuditedSignal> audits = rows.stream()
                .filter(row -> row.action() != null)
                .map(FeedbackWorth::audited)
                .toList();
        @Nullable Share base = WorthCount.share(audits, level);
        long signalled = counts.stream().mapToLong(Count::outputs).sum();
        List<ClassWorth> classes = new ArrayList<>();
        for (FeedbackClass one : FeedbackClass.values()) {
            long ofClass = counts.stream()
                    .filter(count -> count.meaning().equals(one.wire()))
                    .mapToLong(Count::outputs)
                    .sum();
            classes.add(new ClassWorth(
                    one,
                    one == FeedbackClass.SILENCE ? Math.max(0, outputs - signalled) : ofClass,
                    WorthCount.worth(
                            audits.stream()
                                    .filter(audit -> audit.feedbackClass() == one)
                                    .toList(),
                            base,
                            level)));
        }
        long answered = counts.stream()
                .filter(Count::explicit)
                .mapToLong(Count::outputs)
                .sum();
        List<KindWorth> kinds = kinds(audits, base, level);
        return new FeedbackReport(
                selection.wire(),
                outputs,
                answered,
                signalled,
                base,
                rows.size() - audits.size(),
                classes,
                kinds,
                notes(audits, classes.size() + kinds.size(), level));
    }

    private record Behaviour(FeedbackKind kind, FeedbackClass means) {}

    private static List<KindWorth> kinds(List<AuditedSignal> audits, @Nullable Share base, double level) {
        Map<Behaviour, List<AuditedSignal>> byKind = new LinkedHashMap<>();
        audits.forEach(audit -> audit.kinds()
                .forEach(
                        (kind, means) -> byKind.computeIfAbsent(new Behaviour(kind, means), unused -> new ArrayList<>())
                                .add(audit)));
        return byKind.entrySet().stream()
                .map(entry -> new KindWorth(
                        entry.getKey().kind(), entry.getKey().means(), WorthCount.worth(entry.getValue(), base, level)))
                .sorted(Comparator.<KindWorth>comparingLong(one -> -one.worth().audits())
                        .thenComparing(KindWorth::kind)
                        .thenComparing(KindWorth::means))
                .toList();
    }

    private static AuditedSignal audited(WorthDao.Row row) {
        Map<FeedbackKind, FeedbackClass> kinds = new EnumMap<>(FeedbackKind.class);
        String text = row.kinds() == null ? "" : row.kinds();
        for (String one : text.isEmpty() ? new String[0] : text.split(",")) {
            int at = one.indexOf('=');
            kinds.put(
                    WireEnum.read(FeedbackKind.class, one.substring(0, at)),
                    WireEnum.read(FeedbackClass.class, one.substring(at + 1)));
        }
        return new AuditedSignal(
                row.rate(),
                row.meaning() == null ? FeedbackClass.SILENCE : WireEnum.read(FeedbackClass.class, row.meaning()),
                kinds,
                !DecisionAction.APPROVE.wire().equals(row.action()));
    }

    private static List<String> notes(List<AuditedSignal> audits, int compared, double level) {
        List<String> notes = new ArrayList<>();
        notes.add("Only outputs that the random audit drew count here: whoever complains chooses what people look at.");
        notes.add("There is no mean of ratings: it says who answers, and not how good outputs are.");
        if (audits.isEmpty()) {
            notes.add("No audit of this period is decided: raise audit_rate, or wait for the reviewers.");
        } else {
            notes.add(String.format(
                    Locale.ROOT,
                    "Of %d lines about %.1f would say something by chance if none did.",
                    compared,
                    compared * (1 - level)));
        }
        return notes;
    }
}
