package dev.touchstone.backend.quality.calibration;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.quality.AgreementReport;
import dev.touchstone.api.quality.JudgeComparison;
import dev.touchstone.api.quality.JudgeReport;
import dev.touchstone.api.wire.Range;
import dev.touchstone.backend.quality.Selection;
import dev.touchstone.backend.quality.agreement.Agreement;
import dev.touchstone.backend.quality.calibration.Calibrated.Drawn;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.Database;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Measured;
import dev.touchstone.stats.interval.PairedDifference;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Holds judges against people. Thread-safe.
public final class JudgeCalibration {
    private final Database database;
    private final Agreement agreement;
    private final InstantSource clock;

    public JudgeCalibration(Database database, Agreement agreement, InstantSource clock) {
        this.database = database;
        this.agreement = agreement;
        this.clock = clock;
    }

    /// Every judge version that judged outputs of the selection by chance.
    ///
    /// @param level of the intervals, in (0, 1)
    public JudgeReport of(Selection selection, double level) {
        CalibrationFacts facts = facts(selection);
        AgreementReport people = agreement.of(selection, level);
        List<JudgeReport.Version> versions = new ArrayList<>();
        facts.byVersion()
                .forEach((id, counts) -> versions.add(new VersionFigures(
                                new Calibrated(counts, facts.drawnOf(id)),
                                people.nominal().value(),
                                level)
                        .of(id, counts.getFirst().judgeModel())));
        return new JudgeReport(selection.wire(), versions, notes(versions));
    }

    private static List<String> notes(List<JudgeReport.Version> versions) {
        List<String> notes = new ArrayList<>();
        notes.add(
                "A judge is measured on outputs that chance gave to it and to people; an edit counts as wrong. What the"
                        + " judge says without people is no figure of quality.");
        if (versions.isEmpty()) {
            notes.add("No judge saw a random share of these outputs: give the policy's judge a share above 0.");
        }
        if (versions.size() > 1) {
            notes.add("Several versions judged in this period; each is measured on the outputs that it judged.");
        }
        return notes;
    }

    /// Two versions on the outputs that both judged, that the random audit drew and that people decided.
    ///
    /// @throws Refused as unknown, for a version that the pipeline does not have
    public JudgeComparison compare(Selection selection, String first, String second, double level) {
        requireKnown(selection.pipeline(), first);
        requireKnown(selection.pipeline(), second);
        CalibrationFacts facts = facts(selection);
        Map<OutputId, Drawn> ofSecond = new HashMap<>();
        facts.drawnOf(second).forEach(one -> ofSecond.put(one.outputId(), one));
        double rate = facts.drawn().stream()
                .mapToDouble(each -> each.draw().auditRate())
                .filter(audited -> audited > 0)
                .min()
                .orElse(0);
        long[][] table = new long[2][2];
        long silent = 0;
        for (Drawn one : facts.drawnOf(first)) {
            Drawn other = ofSecond.get(one.outputId());
            if (other == null
                    || !Calibrated.decided(one)
                    || one.draw().u() >= rate
                    || one.draw().u() >= one.draw().auditRate()) {
                continue;
            }
            if (Calibrated.judged(one) && Calibrated.judged(other)) {
                table[right(one)][right(other)]++;
            } else {
                silent++;
            }
        }
        return comparison(selection, first, second, table, silent, level);
    }

    private static int right(Drawn one) {
        return Calibrated.judgeApproves(one) == Calibrated.approved(one) ? 1 : 0;
    }

    private static JudgeComparison comparison(
            Selection selection, String first, String second, long[][] table, long silent, double level) {
        long n = table[0][0] + table[0][1] + table[1][0] + table[1][1];
        Measured difference =
                n == 0 ? null : PairedDifference.of(table[1][1], table[1][0], table[0][1], table[0][0], level);
        List<String> notes = new ArrayList<>();
        if (n < VersionFigures.ENOUGH) {
            notes.add("Only " + n + " outputs were judged by both and decided by people: ask for judgments of audited"
                    + " outputs with POST /v1/outputs/{id}/judgments.");
        }
        if (silent > 0) {
            notes.add("One of the two gave no verdict on " + silent + " more of these outputs; the figures say nothing"
                    + " about them.");
        }
        notes.add("Outputs that the second version judged only because somebody asked count too: ask for all audited"
                + " outputs of a period, not for chosen ones.");
        return new JudgeComparison(
                selection.wire(),
                new JudgeComparison.Pair(first, second),
                new JudgeComparison.Counts(table[1][1], table[1][0], table[0][1], table[0][0]),
                new JudgeComparison.Lead(
                        difference == null ? null : difference.value(),
                        difference == null ? null : range(difference.interval()),
                        difference != null && !difference.interval().contains(0)),
                notes);
    }

    static Range range(Interval interval) {
        return new Range(interval.lower(), interval.upper(), interval.level());
    }

    /// Of one moment: what is drawn is counted.
    private CalibrationFacts facts(Selection selection) {
        selection.period().notInTheFuture(clock.instant());
        return database.snapshot(handle -> CalibrationFacts.of(
                handle,
                selection.pipeline(),
                selection.period().fromHour(),
                selection.period().toHour()));
    }

    private void requireKnown(PipelineName pipeline, String version) {
        if (database.reader().withExtension(CalibrationDao.class, dao -> dao.known(pipeline, version)) == 0) {
            throw Refused.unknown(
                    "unknown-judge-version",
                    "Pipeline '" + pipeline + "' has no judge version '" + version + "'; GET /v1/pipelines/" + pipeline
                            + "/judge-versions lists them.");
        }
    }
}
