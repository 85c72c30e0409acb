package dev.touchstone.backend.report;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.DigestRules;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.quality.QualityGroup;
import dev.touchstone.api.report.Digest;
import dev.touchstone.api.report.Digest.Fact;
import dev.touchstone.api.report.Digest.Thanks;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.advice.Efficiency;
import dev.touchstone.backend.advice.SelectionFindings;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.quality.Observations;
import dev.touchstone.backend.quality.Period;
import dev.touchstone.backend.quality.Selection;
import dev.touchstone.backend.quality.TargetReport;
import dev.touchstone.backend.quality.agreement.Agreement;
import dev.touchstone.backend.quality.calibration.JudgeCalibration;
import dev.touchstone.backend.quality.certificate.IssuedCertificates;
import dev.touchstone.backend.quality.estimate.QualityEstimator;
import dev.touchstone.backend.quality.retrieval.RetrievalFindings;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.review.due.DueReviews;
import dev.touchstone.backend.store.Database;
import dev.touchstone.stats.estimate.Target;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Computes what people should know of a week. It reads reviews, judgments and counters of eight weeks, and
/// of outputs no more than the ids of a few. Thread-safe.
public final class WeeklyDigest {
    private final Database database;
    private final Pipelines pipelines;
    private final Observations observations;
    private final TargetReport seed;
    private final Agreement agreement;
    private final JudgeCalibration calibration;
    private final SelectionFindings findings;
    private final Efficiency efficiency;
    private final RetrievalFindings retrieval;
    private final DueReviews due;
    private final AlarmWeek alarms;
    private final WeekChanges changes;
    private final Ledger ledger;
    private final InstantSource clock;

    public WeeklyDigest(
            Database database,
            Pipelines pipelines,
            DueReviews due,
            AlarmWeek alarms,
            Ledger ledger,
            Efficiency efficiency,
            InstantSource clock) {
        this.database = database;
        this.pipelines = pipelines;
        this.observations = new Observations(database);
        this.seed = new TargetReport(database, observations, clock);
        this.agreement = new Agreement(database, clock);
        this.calibration = new JudgeCalibration(database, agreement, clock);
        this.efficiency = efficiency;
        this.findings = new SelectionFindings(database);
        this.retrieval = new RetrievalFindings(database, observations, clock);
        this.due = due;
        this.alarms = alarms;
        this.changes = new WeekChanges(pipelines, alarms);
        this.ledger = ledger;
        this.clock = clock;
    }

    /// The zone of a pipeline's weeks.
    public static ZoneId zone(Pipeline pipeline) {
        DigestRules rules = pipeline.policy().digest();
        return ZoneId.of(rules == null ? "UTC" : rules.zone());
    }

    /// The same for a pipeline and week, wherever and whenever it is asked for.
    static String id(PipelineName pipeline, IsoWeek week) {
        PipelineName name = new PipelineName("digest " + pipeline + " " + week.name());
        return UUID.nameUUIDFromBytes(name.value().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /// The digest of a week, as far as the week has gone.
    ///
    /// @throws Refused as unknown, for an unknown pipeline, as invalid for a week that has not begun
    public Digest of(PipelineName pipelineName, IsoWeek week) {
        Pipeline pipeline = pipelines.require(pipelineName);
        ZoneId zone = zone(pipeline);
        Period period = week.period(zone).notInTheFuture(clock.instant());
        WeekData data = read(pipeline, week, period);
        WorstGroups worst = WorstGroups.of(data.course().now().observed(), data.quality());
        return new Digest(
                id(pipelineName, week),
                pipelineName,
                new Digest.Period(week.name(), zone.getId(), period.from(), period.to()),
                clock.instant(),
                Headline.of(data),
                new Digest.Sections(
                        facts(data, period),
                        DigestCharts.of(data),
                        worst.facts(),
                        changed(pipeline, data, week, zone),
                        notes(data, worst, zone),
                        thanks(data)));
    }

    private List<Fact> facts(WeekData data, Period period) {
        PipelineName pipeline = data.pipeline().name();
        List<Fact> facts = new ArrayList<>(WeekFacts.of(data));
        Selection selection = Selection.all(pipeline, period);
        WeekFindings.of(findings.of(selection, Course.LEVEL)).ifPresent(facts::add);
        WeekFindings.cost(efficiency.of(selection, Course.LEVEL)).ifPresent(facts::add);
        WeekSources.of(retrieval.of(selection, Course.LEVEL)).ifPresent(facts::add);
        UserDisagreements.of(database, pipeline, period).ifPresent(facts::add);
        return facts;
    }

    private List<String> changed(Pipeline pipeline, WeekData data, IsoWeek week, ZoneId zone) {
        List<String> changed = new ArrayList<>(changes.of(pipeline, data.course(), week.start(zone), week.end(zone)));
        GoldenGrowth.of(database, pipeline.name(), week.start(zone), week.end(zone))
                .ifPresent(changed::add);
        IssuedCertificates.of(database, pipeline.name(), week.start(zone), week.end(zone))
                .ifPresent(changed::add);
        return changed;
    }

    private WeekData read(Pipeline pipeline, IsoWeek week, Period period) {
        PipelineName name = pipeline.name();
        Selection selection = Selection.all(name, period);
        // What decisions say of attributes is most of what reading them costs; only this week's is told.
        Course course = Course.upTo(
                week,
                zone(pipeline),
                hours -> hours.fromHour() == period.fromHour()
                        ? observations.of(name, hours, clock.millis())
                        : observations.wholeOutputs(name, hours, clock.millis()));
        QualityGroup all = new QualityEstimator(course.now().observed(), Course.LEVEL, Target.FINITE).rates("all");
        return new WeekData(
                pipeline,
                week,
                course,
                all,
                Movement.of(course, alarms.opened(name, week.start(zone(pipeline)), week.end(zone(pipeline)))),
                counts(name, period, week, zone(pipeline)),
                new WeekData.Reports(
                        seed.effort(name, period, all.coverage().outputs(), Course.LEVEL),
                        calibration.of(selection, Course.LEVEL),
                        agreement.of(selection, Course.LEVEL),
                        due.backlog(name, clock.instant())));
    }

    private WeekData.Counts counts(PipelineName pipeline, Period period, IsoWeek week, ZoneId zone) {
        long from = period.fromHour();
        long to = period.toHour();
        return database.reader()
                .withExtension(
                        WeekDao.class,
                        dao -> new WeekData.Counts(
                                dao.verdicts(pipeline, from, to),
                                dao.decidedOutputs(pipeline, from, to),
                                dao.routed(pipeline, from, to),
                                dao.judged(pipeline, from, to),
                                dao.work(
                                        pipeline,
                                        week.start(zone).toEpochMilli(),
                                        week.end(zone).toEpochMilli())));
    }

    private List<String> notes(WeekData data, WorstGroups worst, ZoneId zone) {
        List<String> notes = new ArrayList<>();
        Instant now = clock.instant();
        if (now.isBefore(data.week().end(zone))) {
            notes.add("The week is not over: this is how it stood at " + now + ".");
        }
        if (!data.week().wholeHours(zone)) {
            notes.add("Outputs are counted by whole UTC hours, which " + zone.getId()
                    + " does not begin its days on: the"
                    + " week is counted from " + data.course().now().period().from() + " to "
                    + data.course().now().period().to() + ".");
        }
        if (data.counts().decisions() > 0) {
            notes.add("Quality weighs each review by its chance of being made. The verdicts are plain counts, and many"
                    + " outputs were reviewed because they looked doubtful.");
        }
        data.all().notes().forEach(note -> notes.add(Words.sentence(note)));
        if (worst.leftOut() != null) {
            notes.add(worst.leftOut());
        }
        if (data.outputs() > 0 && WeekFacts.measuredJudge(data).isEmpty()) {
            notes.add(noJudge(data));
        }
        // Where the digest is posted, whoever can write the database cannot change it.
        notes.add("The ledger ends at " + ledger.head() + ".");
        return notes;
    }

    private static String noJudge(WeekData data) {
        String why = data.reports().judge().versions().isEmpty()
                ? "no judge saw a random share of the outputs"
                : "no output that the judge saw was drawn by the audit and decided by people";
        return "Nothing is said of a judge: " + why + ".";
    }

    private static List<Thanks> thanks(WeekData data) {
        return data.counts().work().stream()
                .map(one -> new Thanks(new Reviewer(one.reviewer(), one.name()), one.reviews()))
                .toList();
    }
}
