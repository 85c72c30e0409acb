package dev.touchstone.backend.quality.release;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.judge.JudgeReleaseStatus;
import dev.touchstone.api.policy.JudgeRelease;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.quality.ThresholdAdvice;
import dev.touchstone.backend.judge.judgment.JudgeVersions;
import dev.touchstone.backend.judge.release.CertificateRow;
import dev.touchstone.backend.judge.release.JudgeReleases;
import dev.touchstone.backend.judge.release.ReleaseGrounds;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.quality.Period;
import dev.touchstone.backend.quality.threshold.Certification;
import dev.touchstone.backend.quality.threshold.Numbers;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.Database;
import dev.touchstone.stats.confidence.LearnThenTestCertificate;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Certifies from which score on a judge version's approvals may be released: Learn-then-Test with
/// fixed-sequence testing (Angelopoulos et al., arXiv:2110.01052) on outputs of the kind that would be
/// released, drawn by the random audit, which is blind, in the mix in which they would be
/// ([ReleaseEvidence]). The grid of scores comes from what the judge said of all of them, without people's
/// verdicts. The k-th certification of a pipeline spends 6δ/(π²k²), whatever comes of it. Thread-safe.
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

    /// How things stand.
    public JudgeReleaseStatus status(PipelineName name) {
        Pipeline pipeline = pipelines.require(name);
        JudgeRelease rules = rules(pipeline);
        String version = versions.inUse(pipeline).orElse(null);
        Optional<CertificateRow> latest = releases.latest(pipeline, version);
        List<CertificateRow> all = releases.of(name);
        ReleaseEvidence evidence =
                version == null || rules == null ? ReleaseEvidence.of(List.of(), false) : evidence(pipeline, version);
        boolean inForce = rules != null
                && latest.filter(row ->
                                row.tested().bound() != null && row.withdrawn().withdrawnAtMs() == null)
                        .isPresent();
        Long enough = rules == null ? null : enough(rules, all.size() + 1);
        return new JudgeReleaseStatus(
                name,
                version,
                inForce,
                words(rules, version, latest.orElse(null), evidence, enough),
                new JudgeReleaseStatus.Evidence(evidence.audits(), enough),
                new JudgeReleaseStatus.Budget(
                        all.size(),
                        rules == null ? null : 1 - rules.confidence(),
                        all.stream().mapToDouble(each -> each.terms().delta()).sum()),
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
        ReleaseEvidence evidence = evidence(pipeline, version);
        ThresholdAdvice.Certificate found = Certification.ofAll(evidence.tests(rules.maxError(), delta), "released");
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
            ReleaseEvidence evidence,
            ThresholdAdvice.Certificate found,
            String by) {
        Double bound = found.threshold();
        long wrong = bound == null
                ? 0
                : evidence.mixes().getFirst().stream()
                        .filter(audit -> audit.confidence() >= bound && !audit.correct())
                        .count();
        return new CertificateRow(
                pipeline.name(),
                k,
                version,
                pipeline.policyVersion(),
                new CertificateRow.Terms(rules.maxError(), rules.confidence(), delta),
                new CertificateRow.Tested(bound, found.why(), evidence.audits(), wrong),
                new CertificateRow.Issued(clock.millis(), by),
                new CertificateRow.Withdrawn(null, null));
    }

    /// Of the policies under which the same is released in the same mix.
    private ReleaseEvidence evidence(Pipeline pipeline, String version) {
        Period period = Period.lastDays(DAYS, clock.instant());
        List<Releasable> approved = database.reader()
                .withExtension(
                        ReleaseDao.class,
                        dao -> dao.approved(
                                pipeline.name(), version, period.fromHour(), period.toHour(), clock.millis()));
        String mix = ReleaseGrounds.mix(pipeline.policy());
        Map<Integer, Boolean> alike = new HashMap<>();
        return ReleaseEvidence.of(
                approved.stream()
                        .filter(one -> alike.computeIfAbsent(one.policyVersion(), number -> {
                            Policy policy = pipelines.policy(pipeline.name(), number);
                            return policy.judgeMayRelease()
                                    && ReleaseGrounds.mix(policy).equals(mix);
                        }))
                        .toList(),
                pipeline.policy().budget() != null);
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
            ReleaseEvidence evidence,
            @Nullable Long enough) {
        if (rules == null) {
            return withoutRules();
        }
        if (version == null) {
            return withoutVersion();
        }
        String waiting = evidence.waiting() == 0
                ? ""
                : " " + evidence.waiting()
                        + " more count once people have answered them, or the one that was opened first"
                        + " among them.";
        String next = " This version has " + evidence.audits()
                + " audits of the kind that would be released, in the mix in which it would be; a certificate takes at"
                + " least " + enough + "." + waiting;
        if (latest == null) {
            return "Nothing is released: there is no certificate yet." + next;
        }
        if (latest.withdrawn().withdrawnWhy() != null) {
            return "Nothing is released: the certificate was withdrawn, because "
                    + latest.withdrawn().withdrawnWhy() + "." + next;
        }
        if (latest.tested().bound() == null) {
            return "Nothing is released. " + latest.tested().why() + next;
        }
        return String.format(
                Locale.ROOT,
                "The judge releases doubtful outputs that it approves with a score of %s or more: with confidence %.1f %%"
                        + ", at most %.1f %% of them are wrong. %s",
                Numbers.threshold(latest.tested().bound()),
                latest.terms().confidence() * 100,
                latest.terms().maxError() * 100,
                latest.tested().why());
    }
}
