package dev.touchstone.api.policy;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.touchstone.api.rubric.Rubric;
import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.HumanDurations;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rules of a pipeline. Every change makes a new, immutable version; each output records the version that
/// routed it. A field that is absent on the wire takes its default.
///
/// @param confidenceThreshold outputs below it are reviewed, 0 to 1; default 0.8
/// @param missingConfidence what happens to outputs without a confidence; default `review`
/// @param attributeRules a condition on attributes that sends an output to review; none by default
/// @param auditRate the probability with which everything else is reviewed, 0 to 1; default 0.05. It is also
///     the base of every quality figure: at 0 there is none
/// @param audit how the audit chooses; by default every output with the same probability
/// @param strata how outputs are told apart, and own audit rates; one stratum by default
/// @param clusterBy the key of an output's metadata that says what it belongs together with, such as
///     `session_id`; an output's own `cluster` goes before it. Without it, only that counts
/// @param rubric what reviewers judge by
/// @param reviewers who reviews, and where
/// @param reviewSla how soon a review should be decided; default 24h
/// @param expireAfter how long a review waits for a decision, from when it was opened, before it expires and
///     the pipeline is told that nobody looked; at least `review_sla`. Without it, for ever
/// @param retention how long the texts of an output are kept; facts and counters stay. Default 365d
/// @param maxOpenCards how many cards of the pipeline a channel shows at once, 1 to 100; default 10
/// @param undoWindow how long the reviewer alone may take a decision back; default 10m
/// @param samples samples that are drawn by themselves, at most 20; none by default
/// @param budget how many reviews a week the team can give; without one, every doubtful output is reviewed
/// @param judge which outputs the judge sees; without it, none
/// @param selfCheck gives outputs without a confidence one; without it, none gets one
/// @param committee which outputs are put to other models as well; without it, none
/// @param drift what is watched for drift, and what an alarm does; by default everything, and nothing but a message
/// @param golden what becomes of verdicts; by default corrections and audited approvals are learned from at once
/// @param digest when the weekly digest is posted; without it, only when somebody asks for it
/// @param reminders who hears of reviews that are due; without it, nobody
/// @param overlap which reviews several people judge, blind to each other; without it, none
/// @param advice who hears when routing advice changes; without it, nobody
/// @param feedback what users' behaviour means, and when it opens a review; by default the rules of docs/feedback.md
/// @param traces how traces that are sent as spans become outputs; by default the last answer of a model is one
/// @param erasure by which keys of the metadata outputs are found that must be erased; none by default
public record Policy(
        @Defaulted("0.8") @Limits(min = 0, max = 1) Double confidenceThreshold,
        @Defaulted("review") MissingConfidence missingConfidence,
        @Nullable Rule attributeRules,
        @Defaulted("0.05") @Limits(min = 0, max = 1) Double auditRate,
        @Nullable AuditRules audit,
        @Defaulted Strata strata,
        @Limits(minSize = 1, maxSize = 200) @Nullable String clusterBy,
        @Defaulted Rubric rubric,
        @Defaulted Reviewers reviewers,
        @Defaulted("24h") Duration reviewSla,
        @Nullable Duration expireAfter,
        @Defaulted("365d") Duration retention,
        @Defaulted("10") @Limits(min = 1, max = 100) Integer maxOpenCards,
        @Defaulted("10m") Duration undoWindow,
        @Defaulted("[]") @Limits(maxSize = 20) List<SamplePlan> samples,
        @Nullable Budget budget,
        @Nullable JudgeRules judge,
        @Nullable SelfCheckRules selfCheck,
        @Nullable CommitteeRules committee,
        @Defaulted DriftRules drift,
        @Defaulted GoldenRules golden,
        @Nullable DigestRules digest,
        @Nullable ReminderRules reminders,
        @Nullable Overlap overlap,
        @Nullable AdviceRules advice,
        @Defaulted FeedbackRules feedback,
        @Defaulted TraceRules traces,
        @Defaulted ErasureRules erasure) {

    /// What a pipeline gets that says nothing: every default.
    public static final Policy DEFAULT = Json.read("{}", Policy.class);

    public Policy {
        confidenceThreshold = orElse(Check.probability("confidence_threshold", confidenceThreshold), 0.8);
        missingConfidence = orElse(missingConfidence, MissingConfidence.REVIEW);
        auditRate = orElse(rate(Check.probability("audit_rate", auditRate), audit), 0.05);
        audit = audit == null ? null : audit.withoutRate();
        strata = orElse(strata, Strata.NONE);
        Check.optionalLabel("cluster_by", clusterBy, 200);
        rubric = orElse(rubric, Rubric.DEFAULT);
        reviewers = orElse(reviewers, Reviewers.NOBODY_IN_PARTICULAR);
        reviewSla = within(
                "review_sla", orElse(reviewSla, Duration.ofHours(24)), Duration.ofMinutes(1), Duration.ofDays(90));
        if (expireAfter != null) {
            expireAfter = within("expire_after", expireAfter, reviewSla, Duration.ofDays(365));
        }
        retention = within(
                "retention", orElse(retention, Duration.ofDays(365)), Duration.ofDays(1), Duration.ofDays(36500));
        maxOpenCards = orElse(maxOpenCards, 10);
        if (maxOpenCards < 1 || maxOpenCards > 100) {
            throw new InvalidField("max_open_cards", "must be from 1 to 100, was " + maxOpenCards);
        }
        undoWindow =
                within("undo_window", orElse(undoWindow, Duration.ofMinutes(10)), Duration.ZERO, Duration.ofDays(1));
        samples = List.copyOf(orElse(samples, List.of()));
        if (samples.size() > 20) {
            throw new InvalidField("samples", "must be at most 20 plans, were " + samples.size());
        }
        if (samples.stream().map(SamplePlan::name).distinct().count() < samples.size()) {
            throw new InvalidField("samples", "use a name twice; every plan needs a name of its own");
        }
        drift = orElse(drift, DriftRules.DEFAULT);
        golden = orElse(golden, GoldenRules.DEFAULT);
        feedback = orElse(feedback, FeedbackRules.DEFAULT);
        traces = orElse(traces, TraceRules.DEFAULT);
        erasure = orElse(erasure, ErasureRules.DEFAULT);
        if (judge != null && judge.release() != null) {
            requireAudits(auditRate, strata);
        }
        if (audit != null && audit.active()) {
            requireScores(audit, auditRate, judge);
        }
        if (selfCheck != null) {
            requireOneScore(judge, audit);
        }
    }

    /// The audit rate has two names, of which one is kept: what changes it later must find one only.
    private static @Nullable Double rate(@Nullable Double auditRate, @Nullable AuditRules audit) {
        Double rate = audit == null ? null : audit.rate();
        if (rate != null && auditRate != null && !rate.equals(auditRate)) {
            throw new InvalidField(
                    "audit.rate",
                    "is " + rate + " and audit_rate is " + auditRate + "; they are one, give one of them");
        }
        return rate == null ? auditRate : rate;
    }

    private static void requireScores(AuditRules audit, double auditRate, @Nullable JudgeRules judge) {
        if (auditRate == 0) {
            throw new InvalidField("audit.mode", "active needs an audit_rate above 0");
        }
        if (audit.score() == AuditScore.JUDGE && (judge == null || judge.share() < 1)) {
            throw new InvalidField(
                    "audit.score",
                    "judge needs judge.share 1, so that every output gets a score; set it, or go by confidence");
        }
    }

    /// Two models that each change after intake how an output was drawn cannot both be accounted for.
    private static void requireOneScore(@Nullable JudgeRules judge, @Nullable AuditRules audit) {
        if (judge != null && judge.release() != null) {
            throw new InvalidField(
                    "self_check", "cannot stand beside judge.release, which goes by the same outputs; leave one out");
        }
        if (audit != null && audit.active() && audit.score() == AuditScore.JUDGE) {
            throw new InvalidField(
                    "self_check", "cannot stand beside audit.score judge; let the audit go by confidence, or be plain");
        }
    }

    /// Without audits nobody would notice that what the judge releases has become worse.
    private static void requireAudits(double auditRate, Strata strata) {
        double least = strata.rates().stream().mapToDouble(Strata.Rate::rate).reduce(auditRate, Math::min);
        if (least < JudgeRelease.LEAST_AUDIT) {
            throw new InvalidField(
                    "judge.release",
                    "needs an audit of at least " + JudgeRelease.LEAST_AUDIT + " in every stratum, was " + least
                            + "; raise audit_rate and the rates of strata, or leave out release");
        }
    }

    /// Whether the judge may release what waits for its confidence alone.
    public boolean judgeMayRelease() {
        return judge != null && judge.release() != null;
    }

    /// The rate below which no output's audit falls whose stratum has no rate of its own.
    public double leastAudit() {
        return audit != null && audit.active() ? audit.floor() * auditRate : auditRate;
    }

    /// What an active audit goes by; empty when the audit is plain.
    public Optional<AuditScore> activeScore() {
        return audit != null && audit.active() ? Optional.of(audit.score()) : Optional.empty();
    }

    /// The plan of that name; empty when there is none.
    public Optional<SamplePlan> samplePlan(String name) {
        return samples.stream().filter(plan -> plan.name().equals(name)).findFirst();
    }

    private static <T> T orElse(@Nullable T given, T byDefault) {
        return given == null ? byDefault : given;
    }

    private static Duration within(String field, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new InvalidField(
                    field,
                    "must be from " + HumanDurations.format(least) + " to " + HumanDurations.format(most) + ", was "
                            + HumanDurations.format(value));
        }
        return value;
    }

    /// What happens to outputs that come without a confidence.
    public enum MissingConfidence {
        /// Each is reviewed.
        REVIEW,
        /// Each is treated like a confident one: reviewed at the audit rate.
        AUDIT;

        /// The name on the wire.
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
