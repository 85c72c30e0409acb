package dev.touchstone.backend.quality.threshold;

import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.quality.AppliedThreshold;
import dev.touchstone.api.quality.ThresholdAdvice;
import dev.touchstone.backend.output.ConfidenceRollup;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.pipeline.PolicyEdit;
import dev.touchstone.backend.quality.Observations;
import dev.touchstone.backend.quality.Selection;
import dev.touchstone.backend.quality.estimate.Answer;
import dev.touchstone.backend.quality.estimate.Observed;
import dev.touchstone.backend.quality.estimate.Observed.Facet;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.Database;
import dev.touchstone.stats.confidence.LearnThenTestCertificate;
import dev.touchstone.stats.confidence.ScoredOutput;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Advises on a pipeline's threshold and puts what it certifies into force. Thread-safe.
public final class ThresholdAdvisor {
    private final Database database;
    private final Observations observations;
    private final Pipelines pipelines;
    private final InstantSource clock;

    public ThresholdAdvisor(Database database, Observations observations, Pipelines pipelines, InstantSource clock) {
        this.database = database;
        this.observations = observations;
        this.pipelines = pipelines;
        this.clock = clock;
    }

    /// What can be promised from the audits of a selection.
    ///
    /// @param maxError tolerated error rate among auto-approved outputs, in (0, 1)
    /// @param confidence of the whole series of recalibrations, in (0, 1)
    public ThresholdAdvice of(Selection selection, double maxError, double confidence) {
        Policy policy = pipelines.require(selection.pipeline()).policy();
        Observed observed = selection.narrow(observations.of(selection.pipeline(), selection.period(), clock.millis()));
        Audits audits = Audits.of(observed);
        int k = database.reader().withExtension(ThresholdDao.class, dao -> dao.applied(selection.pipeline())) + 1;
        double delta = LearnThenTestCertificate.spending(1 - confidence, k);
        return new ThresholdAdvice(
                selection.wire(),
                maxError,
                confidence,
                k,
                delta,
                audits.scored().size(),
                audits.count(Answer.MISSING),
                audits.count(Answer.PENDING),
                policy.confidenceThreshold(),
                overall(selection, observed, audits, policy, maxError, delta),
                attributes(audits, maxError, delta),
                assumptions(observed, audits));
    }

    private ThresholdAdvice.Certificate overall(
            Selection selection, Observed observed, Audits audits, Policy policy, double maxError, double delta) {
        if (audits.rate() == 0 && observed.outputs() > 0) {
            return new ThresholdAdvice.Certificate(
                    "overall",
                    null,
                    "None can be certified, because some outputs of this period came in under an audit rate of 0 and"
                            + " nothing is known about them; give the policy an audit_rate above 0.",
                    null,
                    List.of());
        }
        return new Certification(audits.scored(), traffic(selection), audits.rate(), maxError, delta)
                .of("overall", policy.confidenceThreshold());
    }

    /// There are no counters of attributes' confidences; the audits themselves, verdicts aside, are a fair sample.
    private static List<ThresholdAdvice.Certificate> attributes(Audits audits, double maxError, double delta) {
        return audits.attributes().stream()
                .map(attribute -> {
                    List<ScoredOutput> scored = audits.scored(attribute);
                    Traffic traffic = Traffic.of(
                            scored.stream().map(ScoredOutput::confidence).toList());
                    return new Certification(scored, traffic, audits.rate(), maxError, delta).of(attribute, null);
                })
                .toList();
    }

    private Traffic traffic(Selection selection) {
        Long[] bins = new Long[ConfidenceRollup.BINS];
        Arrays.fill(bins, 0L);
        long without = 0;
        List<ThresholdDao.BinCount> counts = database.reader()
                .withExtension(
                        ThresholdDao.class,
                        dao -> dao.bins(
                                selection.pipeline(),
                                selection.period().fromDay(),
                                selection.period().toDay()));
        for (ThresholdDao.BinCount count : counts) {
            if (matches(selection.model(), count.model())
                    && matches(selection.promptVersion(), count.promptVersion())) {
                if (count.bin() == ConfidenceRollup.NONE) {
                    without += count.outputs();
                } else {
                    bins[count.bin()] += count.outputs();
                }
            }
        }
        return new Traffic(List.of(bins), without);
    }

    private static boolean matches(@Nullable String asked, String value) {
        return asked == null || asked.equals(value);
    }

    private static List<String> assumptions(Observed observed, Audits audits) {
        List<String> assumptions = new ArrayList<>();
        assumptions.add(
                "Holds while outputs stay like the audited ones: a new model or prompt needs a new certificate.");
        assumptions.add("An edit counts as wrong, an overdue audit as wrong, an audit not due yet is left out.");
        assumptions.add("Confidences are compared in steps of 0.01.");
        if (audits.drawn().stream().anyMatch(review -> review.auditRate() > audits.rate())) {
            assumptions.add("Audit rates differed; all were thinned to the lowest by the sampling key.");
        }
        List<String> models = observed.values(Facet.MODEL);
        List<String> prompts = observed.values(Facet.PROMPT_VERSION);
        if (models.size() > 1 || prompts.size() > 1) {
            assumptions.add("Several versions are mixed (models " + models + ", prompt versions " + prompts
                    + "); narrow by model or prompt_version to promise something about one.");
        }
        return assumptions;
    }

    /// Makes a new policy version with the certified threshold, and spends its part of the error budget.
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
        Double threshold = advice.overall().threshold();
        if (threshold == null) {
            throw Refused.conflict("not-certified", advice.overall().why());
        }
        if (expected != null && !expected.equals(threshold)) {
            throw Refused.conflict(
                    "other-threshold",
                    "The certified threshold is " + threshold + " now, not " + expected + "; read the advice again.");
        }
        if (threshold.equals(current.policy().confidenceThreshold())) {
            throw Refused.conflict("already-in-force", "The threshold is " + threshold + " already; nothing changed.");
        }
        Pipeline changed = database.writer().inTransaction(transaction -> {
            pipelines.hold(transaction, current.name());
            spend(transaction, advice, threshold, current, by);
            return pipelines.put(
                    transaction,
                    current.name(),
                    PolicyEdit.with(current.policy(), node -> node.put("confidence_threshold", threshold)),
                    by,
                    current.policyVersion());
        });
        return new AppliedThreshold(changed, advice);
    }

    private void spend(Handle transaction, ThresholdAdvice advice, double threshold, Pipeline current, String by) {
        var application = new ThresholdDao.Application(
                current.name(),
                advice.recalibration(),
                threshold,
                advice.maxError(),
                advice.confidence(),
                advice.delta(),
                (int) advice.audits(),
                current.policyVersion() + 1,
                clock.millis(),
                by);
        if (transaction.attach(ThresholdDao.class).insert(application) == 0) {
            throw Refused.conflict(
                    "policy-changed", "Somebody else applied a threshold just now; read the advice again.");
        }
    }
}
