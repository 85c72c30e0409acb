package dev.touchstone.backend.drift.watch;

import dev.touchstone.api.id.ReviewId;
import dev.touchstone.stats.sequential.Stake;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An output that the random audit drew, and what people said of it. Nothing else may be fed to a detector:
/// doubtful outputs are reviewed because they look bad.
///
/// @param reviewId names it in examples
/// @param atMs when the model answered; weeks are counted by it
/// @param release the certificate under which its kind goes out without a review; null when it was doubtful, or the
///     threshold in force was not certified
/// @param judged what the judge said before people did; null when chance did not show it to the judge
public record AuditFact(
        ReviewId reviewId,
        long atMs,
        String promptVersion,
        String stratum,
        Part part,
        Said said,
        @Nullable Release release,
        @Nullable Judged judged) {
    /// What part it has in what is watched.
    ///
    /// @param common whether the policy's own audit rate would have drawn it, or the floor of its active audit:
    ///     strata and bands with a higher rate are thinned to it, so that what is said of all outputs is about a
    ///     fair sample of them
    /// @param ownRate whether its stratum is audited at a rate of its own
    /// @param stake what it weighs in the detectors of all outputs; null when it is no part of them. Under an
    ///     active audit these take reviews that are not `common` too, each by the probability it had
    public record Part(
            boolean common, boolean ownRate, @Nullable Stake stake) {}

    /// Under a plain audit.
    public static Part plain(boolean common, boolean ownRate) {
        return new Part(common, ownRate, common ? Stake.WHOLE : null);
    }

    /// What people said of it.
    ///
    /// @param wrong whether people edited or rejected it; null when nobody answered in time
    /// @param speech whether its verdict says all there is to say of attributes
    /// @param attributes whether each was wrong; those that the decision says nothing about are left out
    public record Said(@Nullable Boolean wrong, Speech speech, Map<String, Boolean> attributes) {
        public Said {
            attributes = Map.copyOf(attributes);
        }
    }
    /// What a verdict says of attributes.
    public enum Speech {
        /// Something of each, as approvals and edits of attributes do.
        FULL,
        /// Only of those it names, perhaps none: rejections, and new texts.
        PARTIAL
    }

    /// A certified threshold.
    ///
    /// @param certificate counts up with each that was put into force
    /// @param maxError the share of wrong ones among what it releases that it was certified for, in (0, 1)
    public record Release(int certificate, double maxError) {}

    /// @param version of the judge
    /// @param approves whether it found the output right
    public record Judged(String version, boolean approves) {}

    /// An output without strata, attributes, certificate or judge.
    public static AuditFact of(ReviewId reviewId, long atMs, String promptVersion, boolean wrong) {
        return new AuditFact(
                reviewId,
                atMs,
                promptVersion,
                "all",
                plain(true, false),
                new Said(wrong, wrong ? Speech.PARTIAL : Speech.FULL, Map.of()),
                null,
                null);
    }
}
