package dev.touchstone.backend.judge.release;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.judge.JudgeReleaseStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Public because `quality` makes them and JDBI binds through public methods. One certification of what the judge of a
/// pipeline may release.
///
/// @param k counts the pipeline's certifications from 1
/// @param delta the part of the error budget that it spent
/// @param bound the lowest score that is released; null when none could be certified
/// @param wrong of the audits at or above the bound
public record CertificateRow(
        PipelineName pipeline,
        int k,
        String versionId,
        int policyVersion,
        double maxError,
        double confidence,
        double delta,
        @Nullable Double bound,
        String why,
        long audits,
        long wrong,
        long certifiedAtMs,
        String certifiedBy,
        @Nullable Long withdrawnAtMs,
        @Nullable String withdrawnWhy) {

    public JudgeReleaseStatus.Certificate wire() {
        return new JudgeReleaseStatus.Certificate(
                k,
                versionId,
                policyVersion,
                maxError,
                confidence,
                bound,
                why,
                audits,
                wrong,
                delta,
                Instant.ofEpochMilli(certifiedAtMs),
                certifiedBy,
                withdrawnAtMs == null ? null : Instant.ofEpochMilli(withdrawnAtMs),
                withdrawnWhy);
    }
}
