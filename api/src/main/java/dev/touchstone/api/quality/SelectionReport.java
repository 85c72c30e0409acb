package dev.touchstone.api.quality;

import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.quality.JudgeReport.Share;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What each way of choosing what people look at finds: errors per review, against those of the random audit.
///
/// @param scope which outputs
/// @param base share of all outputs that are wrong, from the random audit alone; null without a decided one
/// @param policies every policy
/// @param notes what a reader must know
public record SelectionReport(
        QualityScope scope, @Nullable Share base, List<PolicyFinds> policies, List<String> notes) {
    public SelectionReport {
        policies = List.copyOf(policies);
        notes = List.copyOf(notes);
    }

    /// What one policy finds.
    ///
    /// @param purpose what people look at its outputs for
    /// @param probability whether estimates take its reviews in
    /// @param reasons the same for each reason that serves it; those that chose nothing are left out
    public record PolicyFinds(
            SelectionPolicy policy, String purpose, boolean probability, Finds finds, List<ReasonFinds> reasons) {
        public PolicyFinds {
            reasons = List.copyOf(reasons);
        }
    }

    /// What one reason finds.
    public record ReasonFinds(RouteReason reason, Finds finds) {}

    /// What people found among the outputs that were chosen so. An output that was chosen in several ways
    /// counts in each.
    ///
    /// @param reviews how many were opened, decided or not
    /// @param errors of the decided ones, those that were edited or rejected
    /// @param error errors per decided review; null without any
    /// @param times that over the base; null while one of them is missing, or nothing was wrong among the
    ///     audits
    /// @param words the same in a few words, such as "finds 3.1 times as many errors per review as chance"
    public record Finds(
            long reviews,
            long errors,
            @Nullable Share error,
            @Nullable Times times,
            String words) {}

    /// A ratio with its interval, of the level of the shares.
    ///
    /// @param upper null when there is no bound
    public record Times(
            double value, double lower, @Nullable Double upper) {}
}
