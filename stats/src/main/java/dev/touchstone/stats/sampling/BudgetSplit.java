package dev.touchstone.stats.sampling;

import dev.touchstone.stats.Require;

/// A week's reviews divided between random audit and low-confidence outputs.
///
/// Audit keeps a floor because it alone measures quality and sees confidently wrong outputs, although a
/// low-confidence review finds errors about ten times as often.
///
/// @param audit reviews for random audit
/// @param lowConfidence reviews for low-confidence outputs
/// @param lowInclusion probability of a low-confidence output to be reviewed, in [0, 1]; below 1 they are
///     thinned by sampling key. At 0 they cannot be part of any estimate
public record BudgetSplit(long audit, long lowConfidence, double lowInclusion) {
    /// Audit's usual share of the budget.
    public static final double DEFAULT_AUDIT_SHARE = 0.25;

    public BudgetSplit {
        Require.atLeast(audit, 0, "audit reviews");
        Require.atLeast(lowConfidence, 0, "low-confidence reviews");
        Require.unit(lowInclusion, "inclusion probability of low-confidence outputs");
    }

    /// Splits `reviews`. Audit takes the larger of its share and what the drift detector requires, never more
    /// than there is; what low-confidence outputs leave over goes to audit too.
    ///
    /// @param lowConfidenceArrivals expected low-confidence outputs in the week
    /// @param minAuditShare in [0, 1]
    /// @param auditRequired reviews the drift detector needs
    public static BudgetSplit of(long reviews, long lowConfidenceArrivals, double minAuditShare, long auditRequired) {
        Require.atLeast(reviews, 0, "reviews");
        Require.atLeast(lowConfidenceArrivals, 0, "low-confidence arrivals");
        Require.unit(minAuditShare, "audit share");
        Require.atLeast(auditRequired, 0, "required audit reviews");
        // 0.1 of 30 must be 3 although it is a little more in binary.
        long share = (long) Math.ceil(minAuditShare * reviews - 1e-9 * reviews);
        long floor = Math.min(reviews, Math.max(share, auditRequired));
        long low = Math.min(lowConfidenceArrivals, reviews - floor);
        double inclusion = lowConfidenceArrivals == 0 ? 1 : (double) low / lowConfidenceArrivals;
        return new BudgetSplit(reviews - low, low, inclusion);
    }
}
