package dev.touchstone.backend.quality.release;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.judge.JudgeReleaseStatus;
import dev.touchstone.api.policy.JudgeRelease;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.quality.ThresholdAdvice;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.backend.judge.judgment.JudgeVersions;
import dev.touchstone.backend.judge.release.CertificateRow;
import dev.touchstone.backend.judge.release.JudgeReleases;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.quality.Period;
import dev.touchstone.backend.quality.release.ReleaseDao.Approved;
import dev.touchstone.backend.quality.threshold.Certification;
import dev.touchstone.backend.quality.threshold.Numbers;
import dev.touchstone.backend.quality.threshold.Traffic;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.Database;
import dev.touchstone.stats.confidence.LearnThenTestCertificate;
import dev.touchstone.stats.confidence.ScoredOutput;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Certifies from which score on a judge version's approvals may be released: Learn-then-Test with
/// fixed-sequence testing (Angelopoulos et al., arXiv:2110.01052) on outputs of the kind that would be
/// released, drawn by the random audit, which is blind. The grid of scores comes from what the judge said of
/// all of them, without people's verdicts. The k-th certification of a pipeline spends 6δ/(π²k²), whatever
/// comes of it. Thread-safe.
public final class ReleaseCertification {
    private static final int DAYS = 90;

    private final Database database;
    private final InstantSource clock;
    private final Pipelines pipelines;
    private final JudgeVersions versions;
    private final JudgeReleases releases;

    public ReleaseCertification(
            Database database,
            InstantSource clock,
            Pipelines pipelines,
            JudgeVersions versions,
            JudgeReleases releases) {
        this.database = database;
        this.clock = clock;
        this.pipelines = pipelines;
        this.versions = versions;
        this.releases = releases;
    }

    /// What a test may rest on.
    ///
    /// @param scores of everything that would be released if it were high enough
    /// @param rate at which all of it was audited
    private record Evidence(List<Double> scores, List<ScoredOutput> audits, double rate) {}

    /// How things stand.
    public JudgeReleaseStatus status(PipelineName name) {
        Pipeline pipeline = pipelines.require(name);
        JudgeRelease rules = rules(pipeline);
        String version = versions.inUse(pipeline).orElse(null);
        Optional<CertificateRow> latest = releases.latest(pipeline, version);
        List<CertificateRow> all = releases.of(name);
        long audits = version == null || rules == null
                ? 0
                : evidence(name, version).audits().size();
        boolean inForce = rules != null
                && latest.filter(row -> row.bound() != null && row.withdrawnAtMs() == null)
                        .isPresent();
        Long enough = rules == null ? null : enough(rules, all.size() + 1);
        return new JudgeReleaseStatus(
                name,
                version,
                inForce,
                words(rules, version, latest.orElse(null), audits, enough),
                audits,
                enough,
                all.size(),
                rules == null ? null : 1 - rules.confidence(),
                all.stream().mapToDouble(CertificateRow::delta).sum(),
                latest.map(CertificateRow::wire).orElse(null));
    }

    /// Tests, and puts into force what holds. A test that certifies nothing ends what an earlier one had
    /// certified.
    ///
    /// @param by who asked
    /// @throws Refused as a conflict when the policy does not let the judge release, or no version has judged
    ///     yet
    public JudgeReleaseStatus certify(PipelineName name, String by) {
        Pipeline pipeline = pipelines.require(name);
        JudgeRelease rules = rules(pipeline);
        if (rules == null) {
            throw Refused.conflict("no-release-rules", withoutRules());
        }
        String version =
                versions.inUse(pipeline).orElseThrow(() -> Refused.conflict("no-judge-version", withoutVersion()));
        int k = releases.of(name).size() + 1;
        double delta = LearnThenTestCertificate.spending(1 - rules.confidence(), k);
        Evidence evidence = evidence(name, version);
        ThresholdAdvice.Certificate found = new Certification(
                        evidence.audits(), Traffic.of(evidence.scores()), evidence.rate(), rules.maxError(), delta)
                .of("released", null);
        releases.record(row(pipeline, k, version, rules, delta, evidence, found, by));
        return status(name);
    }

    /// Ends the releasing.
    public JudgeReleaseStatus withdraw(PipelineName name, String by) {
        pipelines.require(name);
        releases.withdraw(name, by + " has ended it", by);
        return status(name);
    }

    private CertificateRow row(
            Pipeline pipeline,
            int k,
            String version,
            JudgeRelease rules,
            double delta,
            Evidence evidence,
            ThresholdAdvice.Certificate found,
            String by) {
        Double bound = found.threshold();
        long wrong = bound == null
                ? 0
                : evidence.audits().stream()
                        .filter(audit -> audit.confidence() >= bound && !audit.correct())
                        .count();
        return new CertificateRow(
                pipeline.name(),
                k,
                version,
                pipeline.policyVersion(),
                rules.maxError(),
                rules.confidence(),
                delta,
                bound,
                found.why(),
                evidence.audits().size(),
                wrong,
                clock.millis(),
                by,
                null,
                null);
    }

    private Evidence evidence(PipelineName pipeline, String version) {
        Period period = Period.lastDays(DAYS, clock.instant());
        List<Approved> approved = database.reader()
                .withExtension(
                        ReleaseDao.class,
                        dao -> dao.approved(pipeline, version, period.fromHour(), period.toHour(), clock.millis()));
        // Where rates differed, the key thins all to the lowest: everything had the same chance.
        double rate = approved.stream().mapToDouble(Approved::auditRate).min().orElse(0);
        return new Evidence(
                approved.stream().map(Approved::score).toList(),
                approved.stream()
                        .filter(one -> one.audited(rate) && one.counts())
                        .map(one -> ScoredOutput.of(
                                one.score(), DecisionAction.APPROVE.wire().equals(one.action())))
                        .toList(),
                rate);
    }

    private static @Nullable JudgeRelease rules(Pipeline pipeline) {
        return pipeline.policy().judgeMayRelease()
                ? Objects.requireNonNull(pipeline.policy().judge()).release()
                : null;
    }

    /// The fewest audits without an error that would do for the k-th certification.
    private static long enough(JudgeRelease rules, int k) {
        return Certification.leastAudits(
                rules.maxError(), LearnThenTestCertificate.spending(1 - rules.confidence(), k));
    }

    private static String withoutRules() {
        return "The policy does not let the judge release anything; give its section judge a release, with a max_error.";
    }

    private static String withoutVersion() {
        return "Nothing is released: no judge version has judged this pipeline yet.";
    }

    private static String words(
            @Nullable JudgeRelease rules,
            @Nullable String version,
            @Nullable CertificateRow latest,
            long audits,
            @Nullable Long enough) {
        if (rules == null) {
            return withoutRules();
        }
        if (version == null) {
            return withoutVersion();
        }
        String next = " This version has " + audits
                + " audits of the kind that would be released; a certificate takes at" + " least " + enough + ".";
        if (latest == null) {
            return "Nothing is released: there is no certificate yet." + next;
        }
        if (latest.withdrawnWhy() != null) {
            return "Nothing is released: the certificate was withdrawn, because " + latest.withdrawnWhy() + "." + next;
        }
        if (latest.bound() == null) {
            return "Nothing is released. " + latest.why() + next;
        }
        return String.format(
                Locale.ROOT,
                "The judge releases doubtful outputs that it approves with a score of %s or more: with confidence %.1f %%"
                        + ", at most %.1f %% of them are wrong. %s",
                Numbers.threshold(latest.bound()),
                latest.confidence() * 100,
                latest.maxError() * 100,
                latest.why());
    }
}
