package dev.touchstone.backend.quality.threshold;

import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.quality.AppliedThreshold;
import dev.touchstone.api.quality.ThresholdAdvice;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.quality.Observations;
import dev.touchstone.backend.quality.Period;
import dev.touchstone.backend.quality.Selection;
import dev.touchstone.backend.quality.estimate.Answer;
import dev.touchstone.backend.quality.estimate.Observed;
import dev.touchstone.backend.quality.estimate.Observed.Facet;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.Database;
import dev.touchstone.stats.confidence.ScoredOutput;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Advises on a pipeline's threshold and puts what it certifies into force. Thread-safe.
public final class ThresholdAdvisor {
    private final Database database;
    private final Observations observations;
    private final Pipelines pipelines;
    private final InstantSource clock;
    private final Trials trials;
    private final ThresholdApplying applying;

    public ThresholdAdvisor(Database database, Observations observations, Pipelines pipelines, InstantSource clock) {
        this.database = database;
        this.observations = observations;
        this.pipelines = pipelines;
        this.clock = clock;
        this.trials = new Trials(database, pipelines, clock);
        this.applying = new ThresholdApplying(database, pipelines, clock);
    }

    /// What can be promised about outputs like those since the newest model or prompt version came.
    ///
    /// @param selection of whose period traffic and errors are shown, as far as the newest version was there
    /// @param maxError tolerated error rate among auto-approved outputs, in (0, 1)
    /// @param confidence of all trials together, in (0, 1)
    public ThresholdAdvice of(Selection selection, double maxError, double confidence) {
        Policy policy = pipelines.require(selection.pipeline()).policy();
        Evidence evidence = evidence(selection);
        Trials.Subject subject = Trials.Subject.overall(selection, maxError);
        Trials.Standing standing = trials.standing(subject, evidence.newest());
        ThresholdAdvice.Certificate overall =
                evidence.audits().rate() == 0 && evidence.observed().outputs() > 0
                        ? withoutAudits()
                        : certificate(
                                "overall",
                                subject,
                                evidence,
                                new AnytimeCertification(
                                        evidence.arrivals().arrivals(),
                                        evidence.audits().scored(),
                                        traffic(evidence.selection()),
                                        evidence.audits().rate(),
                                        maxError,
                                        standing.delta(confidence)),
                                confidence,
                                policy.confidenceThreshold());
        return new ThresholdAdvice(
                evidence.selection().wire(),
                maxError,
                confidence,
                standing.k(),
                standing.delta(confidence),
                evidence.audits().scored().size(),
                evidence.audits().count(Answer.MISSING),
                evidence.audits().count(Answer.PENDING),
                policy.confidenceThreshold(),
                overall,
                attributes(evidence, maxError, confidence),
                assumptions(evidence));
    }

    /// @param newest the version with which everything here begins
    /// @param selection cut to what came since
    /// @param audits of the selection
    /// @param arrivals since the newest version came, however long ago
    private record Evidence(
            TrialDao.Appearance newest, Selection selection, Observed observed, Audits audits, Audits arrivals) {}

    private Evidence evidence(Selection selection) {
        Period asked = selection.period();
        TrialDao.Appearance newest = trials.newest(selection).orElse(new TrialDao.Appearance("", "", asked.fromHour()));
        long from = Math.min(newest.hour(), asked.toHour() - 1);
        Selection since = selection.in(new Period(Math.max(from, asked.fromHour()), asked.toHour()));
        Observed observed = observe(since);
        Audits audits = audits(selection, observed);
        Audits arrivals = from < asked.fromHour()
                ? audits(selection, observe(selection.in(new Period(from, asked.toHour()))))
                : audits;
        return new Evidence(newest, since, observed, audits, arrivals);
    }

    private Audits audits(Selection selection, Observed observed) {
        return Audits.of(observed, version -> {
            Policy policy = pipelines.policy(selection.pipeline(), version);
            return policy.activeScore().isPresent() ? policy.leastAudit() : 1;
        });
    }

    private Observed observe(Selection selection) {
        return selection.narrow(observations.of(selection.pipeline(), selection.period(), clock.millis()));
    }

    private ThresholdAdvice.Certificate certificate(
            String name,
            Trials.Subject subject,
            Evidence evidence,
            AnytimeCertification certification,
            double confidence,
            @Nullable Double current) {
        Trials.Standing standing = trials.standing(subject, evidence.newest());
        if (standing.row() == null && !certification.mayBegin()) {
            return certification.tooEarly(name, current);
        }
        Trials.Standing begun = standing.row() != null
                ? standing
                : trials.begin(
                        subject,
                        evidence.newest(),
                        standing,
                        certification.plan(),
                        certification.audits().size());
        return certification.of(name, begun.plan(), begun.wire(confidence), current);
    }

    private static ThresholdAdvice.Certificate withoutAudits() {
        return new ThresholdAdvice.Certificate(
                "overall",
                null,
                "None can be certified, because outputs come in under an audit rate of 0 and nothing is known about them;"
                        + " give the policy an audit_rate above 0.",
                null,
                null,
                List.of());
    }

    /// There are no counters of attributes' confidences; the audits themselves, verdicts aside, are a fair
    /// sample.
    private List<ThresholdAdvice.Certificate> attributes(Evidence evidence, double maxError, double confidence) {
        return evidence.audits().attributes().stream()
                .map(attribute -> {
                    Trials.Subject subject = Trials.Subject.attribute(evidence.selection(), attribute, maxError);
                    List<ScoredOutput> scored = evidence.audits().scored(attribute);
                    AnytimeCertification certification = new AnytimeCertification(
                            evidence.arrivals().scored(attribute),
                            scored,
                            Traffic.of(scored.stream()
                                    .map(ScoredOutput::confidence)
                                    .toList()),
                            evidence.audits().rate(),
                            maxError,
                            trials.standing(subject, evidence.newest()).delta(confidence));
                    return certificate(attribute, subject, evidence, certification, confidence, null);
                })
                .toList();
    }

    private Traffic traffic(Selection selection) {
        Map<Integer, Long> steps = new TreeMap<>();
        database
                .reader()
                .withExtension(
                        ThresholdDao.class,
                        dao -> dao.bins(
                                selection.pipeline(),
                                selection.period().fromDay(),
                                selection.period().toDay()))
                .stream()
                .filter(count -> matches(selection.model(), count.model()))
                .filter(count -> matches(selection.promptVersion(), count.promptVersion()))
                .forEach(count -> steps.merge(count.bin(), count.outputs(), Long::sum));
        return Traffic.ofSteps(steps);
    }

    private static boolean matches(@Nullable String asked, String value) {
        return asked == null || asked.equals(value);
    }

    private List<String> assumptions(Evidence evidence) {
        Observed observed = evidence.observed();
        List<String> assumptions = new ArrayList<>();
        assumptions.add(
                "Holds whenever and however often one asks, while outputs stay like the audited ones: a new model or prompt"
                        + " version begins a new trial.");
        assumptions.add("An edit counts as wrong, an overdue audit as wrong, an audit not due yet is left out.");
        if (traffic(evidence.selection()).coarse() > 0) {
            assumptions.add("Some confidences of this period were counted in steps of 0.01; above 0.99, more is"
                    + " auto-approved than the curve shows.");
        }
        if (evidence.audits().thinned()) {
            assumptions.add("Audit rates differed; all were thinned to the lowest of their policy version by the"
                    + " sampling key.");
        }
        List<String> models = observed.values(Facet.MODEL);
        List<String> prompts = observed.values(Facet.PROMPT_VERSION);
        if (models.size() > 1 || prompts.size() > 1) {
            assumptions.add("Several versions are mixed (models " + models + ", prompt versions " + prompts
                    + "); narrow by model or prompt_version to promise something about one.");
        }
        return assumptions;
    }

    /// Makes a new policy version with the certified threshold.
    ///
    /// @param expected refuse unless this is the certified threshold; null to take whatever is
    /// @throws Refused as a conflict when none is certified, another is, or it is in force already
    public AppliedThreshold apply(
            Selection selection, double maxError, double confidence, @Nullable Double expected, String by) {
        pipelines.require(selection.pipeline());
        Pipeline current = database.reader()
                .withHandle(handle -> pipelines.find(handle, selection.pipeline()))
                .orElseThrow();
        ThresholdAdvice advice = of(selection, maxError, confidence);
        var earned = new ThresholdApplying.Earned(
                advice.overall().threshold(),
                advice.overall().why(),
                advice.maxError(),
                advice.confidence(),
                advice.delta(),
                advice.audits(),
                advice.recalibration());
        return new AppliedThreshold(applying.apply(current, earned, expected, by), advice);
    }
}
