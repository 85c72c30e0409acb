package dev.touchstone.api.judge;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.touchstone.api.id.PipelineName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether the judge of a pipeline releases outputs, and on what grounds.
///
/// @param judgeVersion the version in use; null while there is none
/// @param inForce whether it releases now
/// @param words the same in sentences
/// @param latest the latest certification, in force or not; null when there was none
public record JudgeReleaseStatus(
        PipelineName pipeline,
        @Nullable String judgeVersion,
        boolean inForce,
        String words,
        @JsonUnwrapped Evidence evidence,
        @JsonUnwrapped Budget budget,
        @Nullable Certificate latest) {
    /// What there is to certify from.
    ///
    /// @param audits outputs that this version approves, doubtful for their confidence alone, drawn by the
    ///     random audit and decided; what people found is not told before a certification, because looking is
    ///     testing
    /// @param enough how many of them a certificate needs when none is wrong; null without rules
    public record Evidence(long audits, @Nullable Long enough) {}

    /// What certificates may still be wrong.
    ///
    /// @param certifications how often a certificate was asked for, each of which spends a part of the error
    ///     budget
    /// @param errorBudget the tolerated probability that any certificate is wrong; null without rules
    /// @param spent how much of it all certifications have spent
    public record Budget(int certifications, @Nullable Double errorBudget, double spent) {}

    /// What came of one certification.
    ///
    /// @param number counts the pipeline's certifications from 1
    /// @param policyVersion the policy in force then
    /// @param errorBudget the part of the error budget that it spent
    public record Certificate(
            int number,
            String judgeVersion,
            int policyVersion,
            @JsonUnwrapped Terms terms,
            @JsonUnwrapped Tested tested,
            double errorBudget,
            @JsonUnwrapped Course course) {
        /// What is promised: shares from 0 to 1.
        public record Terms(double maxError, double confidence) {}

        /// What the audits showed.
        ///
        /// @param bound approvals with this score or more are released, 0.5 to 1; null when nothing could be
        ///     certified
        /// @param why the grounds in one sentence
        /// @param audits audited outputs it rests on
        /// @param wrong of those at or above the bound, how many people found wrong; 0 without a bound
        public record Tested(@Nullable Double bound, String why, long audits, long wrong) {}

        /// When, for whom, and until when.
        ///
        /// @param withdrawnAt null while it has not been withdrawn
        /// @param withdrawnWhy null with it
        public record Course(
                Instant certifiedAt,
                String certifiedBy,
                @Nullable Instant withdrawnAt,
                @Nullable String withdrawnWhy) {}
    }
}
