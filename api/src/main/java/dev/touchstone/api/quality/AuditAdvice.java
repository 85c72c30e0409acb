package dev.touchstone.api.quality;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.AuditScore;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whether an active audit would take fewer reviews than a plain one.
///
/// @param score that it would go by
/// @param outcome what follows
/// @param advice in one sentence
/// @param bands that would be used, by ascending score; empty when the advice is to stay plain
/// @param inForce the bands in force; null while the audit is plain
public record AuditAdvice(
        PipelineName pipeline,
        AuditScore score,
        @JsonUnwrapped Learnt learnt,
        Outcome outcome,
        @JsonUnwrapped Saving saving,
        String advice,
        List<Band> bands,
        @Nullable InForce inForce) {
    /// What it was learnt from.
    ///
    /// @param audits past audits with this score that people decided
    /// @param wrong of them, not approved
    public record Learnt(long audits, long wrong) {}

    /// What it would cost.
    ///
    /// @param cost reviews for the same interval over those of a plain audit, found on audits that the bands
    ///     were not learnt from; null with too few of them
    /// @param costError standard error of the cost; null with it
    public record Saving(@Nullable Double cost, @Nullable Double costError) {}

    public AuditAdvice {
        bands = List.copyOf(bands);
    }

    /// What follows from past audits.
    public enum Outcome {
        /// An active audit takes fewer reviews.
        FEWER_REVIEWS,
        /// It does not, or nobody can tell.
        KEEP_PLAIN,
        /// There are not enough audits with this score to tell anything.
        TOO_FEW_AUDITS;

        /// The name on the wire.
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Outputs that are audited alike.
    ///
    /// @param from the lowest score, 0 to 1; a band reaches to the next one's
    /// @param share of the outputs that are left to the audit, 0 to 1
    /// @param errorRate that past audits show there, 0 to 1
    /// @param rate of the audit there, 0 to 1
    public record Band(double from, double share, double errorRate, double rate) {}

    /// What the policy version in force audits by.
    ///
    /// @param policyVersion whose bands they are
    /// @param score that they go by
    /// @param since when they were fixed
    /// @param bands by ascending score
    public record InForce(int policyVersion, AuditScore score, Instant since, List<Band> bands) {
        public InForce {
            bands = List.copyOf(bands);
        }
    }
}
