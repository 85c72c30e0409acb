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
public record Budget(
        @Limits(min = 1, max = 1_000_000) Integer reviewsPerWeek,
        @Defaulted("0.25") @Limits(min = 0, max = 1) Double auditFloor,
        @Defaulted("0") @Limits(min = 0) Integer auditRequired) {
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
    }
}
