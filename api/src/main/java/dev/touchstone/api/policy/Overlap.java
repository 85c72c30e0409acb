package dev.touchstone.api.policy;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import java.util.List;
import java.util.Locale;

/// Which reviews several people judge, each without knowing what another said. Chance draws them by the output's
/// sampling key when the review is opened; what is drawn keeps its rules when the policy changes.
///
/// @param reviewers how many verdicts such a review takes, 2 to 5; default 2
/// @param share the probability with which a review is drawn, 0 to 1; default 0.1
/// @param of which reviews chance draws from; default `audit`, the random audit alone
/// @param adjudicate whether somebody who was none of them decides when they differ; default true. Otherwise the
///     majority counts, and without one the first verdict, as if there had been no other
/// @param adjudicators reviewer ids of those who may; when empty, everybody who may review
public record Overlap(
        @Defaulted("2") @Limits(min = 2, max = 5) Integer reviewers,
        @Defaulted("0.1") @Limits(min = 0, max = 1) Double share,
        @Defaulted("audit") Of of,
        @Defaulted("true") Boolean adjudicate,
        @Defaulted("[]") @Limits(maxSize = 100) List<ReviewerId> adjudicators) {
    private static final int MOST_REVIEWERS = 5;
    private static final int MOST_ADJUDICATORS = 100;

    public Overlap {
        reviewers = reviewers == null ? 2 : reviewers;
        if (reviewers < 2 || reviewers > MOST_REVIEWERS) {
            throw new InvalidField("reviewers", "must be from 2 to " + MOST_REVIEWERS + ", was " + reviewers);
        }
        share = share == null ? 0.1 : share;
        Check.probability("share", share);
        of = of == null ? Of.AUDIT : of;
        adjudicate = adjudicate == null || adjudicate;
        adjudicators = adjudicators == null ? List.of() : List.copyOf(adjudicators);
        if (adjudicators.size() > MOST_ADJUDICATORS) {
            throw new InvalidField(
                    "adjudicators", "must be at most " + MOST_ADJUDICATORS + ", were " + adjudicators.size());
        }
        adjudicators.forEach(id -> Check.label("adjudicators", id.value(), 100));
    }

    /// Whether somebody may decide where others differ, as far as the policy says.
    public boolean mayAdjudicate(ReviewerId reviewer) {
        return adjudicators.isEmpty() || adjudicators.contains(reviewer);
    }

    /// Which reviews chance draws from.
    public enum Of {
        /// Those of the random audit: what they show holds for everything the pipeline sends.
        AUDIT,
        /// All that are opened, whatever for.
        ALL;

        /// The name on the wire.
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
