package dev.touchstone.api.policy;

import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;

/// How many reviews a week the team can give to a pipeline. When more outputs are doubtful than that allows, they are
/// thinned at random, with the probability recorded, instead of waiting for ever.
///
/// @param reviewsPerWeek 1 to 1,000,000
/// @param auditFloor the share that random audit keeps in any case, 0 to below 1; default 0.25
/// @param auditRequired the fewest audit reviews a week, for example what a drift alarm needs; default 0
/// @param learn the share for outputs that one learns the most from, 0 to below 1; default 0, none are chosen
public record Budget(
        @Limits(min = 1, max = 1_000_000) Integer reviewsPerWeek,
        @Defaulted("0.25") @Limits(min = 0, max = 1) Double auditFloor,
        @Defaulted("0") @Limits(min = 0) Integer auditRequired,
        @Defaulted("0") @Limits(min = 0, max = 1) Double learn) {
    public Budget {
        if (reviewsPerWeek == null || reviewsPerWeek < 1 || reviewsPerWeek > 1_000_000) {
            throw new InvalidField("reviews_per_week", "must be from 1 to 1000000, was " + reviewsPerWeek);
        }
        auditFloor = auditFloor == null ? 0.25 : auditFloor;
        if (!(auditFloor >= 0 && auditFloor < 1)) {
            throw new InvalidField("audit_floor", "must be at least 0 and below 1, was " + auditFloor);
        }
        auditRequired = auditRequired == null ? 0 : auditRequired;
        if (auditRequired < 0 || auditRequired >= reviewsPerWeek) {
            throw new InvalidField(
                    "audit_required",
                    "must be at least 0 and below reviews_per_week, or doubtful outputs would never be reviewed; was "
                            + auditRequired);
        }
        learn = learn == null ? 0.0 : learn;
        if (!(learn >= 0 && learn < 1)) {
            throw new InvalidField("learn", "must be at least 0 and below 1, was " + learn);
        }
        if (learn > 0
                && auditMinimum(reviewsPerWeek, auditFloor, auditRequired) + share(learn, reviewsPerWeek)
                        >= reviewsPerWeek) {
            throw new InvalidField(
                    "learn",
                    "leaves nothing for doubtful outputs: with what the audit keeps it takes all of reviews_per_week");
        }
    }

    /// Without a share to learn from.
    public Budget(Integer reviewsPerWeek, Double auditFloor, Integer auditRequired) {
        this(reviewsPerWeek, auditFloor, auditRequired, 0.0);
    }

    /// Reviews a week for outputs that one learns the most from.
    public long learnReviews() {
        return share(learn, reviewsPerWeek);
    }

    private static long share(double share, int reviews) {
        return (long) Math.floor(share * reviews + 1e-9 * reviews);
    }

    /// Reviews a week that random audit keeps, whatever else there is.
    public long auditMinimum() {
        return auditMinimum(reviewsPerWeek, auditFloor, auditRequired);
    }

    private static long auditMinimum(int reviews, double floor, int required) {
        return Math.max((long) Math.ceil(floor * reviews - 1e-9 * reviews), required);
    }
}
