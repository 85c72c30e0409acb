package dev.touchstone.backend.judge.release;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.judge.JudgeReleaseStatus;
import java.time.Instant;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/// Public because `quality` makes them and JDBI binds through public methods. One certification of what the judge of a
/// pipeline may release.
///
/// @param k counts the pipeline's certifications from 1
public record CertificateRow(
        PipelineName pipeline,
        int k,
        String versionId,
        int policyVersion,
        @Nested Terms terms,
        @Nested Tested tested,
        @Nested Issued issued,
        @Nested Withdrawn withdrawn) {
    /// What was promised: shares from 0 to 1.
    ///
    /// @param delta the part of the error budget that it spent
    public record Terms(double maxError, double confidence, double delta) {}

    /// What the audits showed.
    ///
    /// @param bound the lowest score that is released; null when none could be certified
    /// @param wrong of the audits at or above the bound
    public record Tested(@Nullable Double bound, String why, long audits, long wrong) {}

    /// When, in epoch milliseconds, and for whom.
    public record Issued(long certifiedAtMs, String certifiedBy) {}

    /// When, in epoch milliseconds, and why; both null while it was not.
    public record Withdrawn(
            @Nullable Long withdrawnAtMs, @Nullable String withdrawnWhy) {}

    public JudgeReleaseStatus.Certificate wire() {
        return new JudgeReleaseStatus.Certificate(
                k,
                versionId,
                policyVersion,
                new JudgeReleaseStatus.Certificate.Terms(terms.maxError(), terms.confidence()),
                new JudgeReleaseStatus.Certificate.Tested(
                        tested.bound(), tested.why(), tested.audits(), tested.wrong()),
                terms.delta(),
                new JudgeReleaseStatus.Certificate.Course(
                        Instant.ofEpochMilli(issued.certifiedAtMs()),
                        issued.certifiedBy(),
                        withdrawn.withdrawnAtMs() == null ? null : Instant.ofEpochMilli(withdrawn.withdrawnAtMs()),
                        withdrawn.withdrawnWhy()));
    }
}
