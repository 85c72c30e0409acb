package dev.touchstone.backend.advice;

import dev.touchstone.api.output.RouteReason;
import dev.touchstone.backend.quality.estimate.AuditShare;
import java.util.Arrays;
import java.util.Set;

/// Reviews that were opened for the same reasons.
///
/// @param reasons comma-separated
/// @param rate at which the audit draws such outputs, in [0, 1]
/// @param audited whether it drew these
/// @param decided of them
/// @param errors of the decided ones, those that were edited or rejected
/// @param timed of the decided ones, those of which is known how long somebody looked
/// @param seconds how long, together
record ReviewCount(
        String reasons,
        double rate,
        boolean audited,
        long reviews,
        long decided,
        long errors,
        long timed,
        double seconds) {
    /// Of an output that waits for people with one of these before it goes out.
    private static final Set<RouteReason> AT_INTAKE = Set.of(
            RouteReason.LOW_CONFIDENCE,
            RouteReason.MISSING_CONFIDENCE,
            RouteReason.ATTRIBUTE_RULE,
            RouteReason.RANDOM_AUDIT);

    boolean has(RouteReason reason) {
        return Arrays.asList(reasons.split(",")).contains(reason.wire());
    }

    /// Whether nobody chose it for a pipeline's own answers.
    boolean experiment() {
        return has(RouteReason.EXPERIMENT);
    }

    boolean stopped() {
        return AT_INTAKE.stream().anyMatch(this::has);
    }

    AuditShare.Audits audits() {
        return new AuditShare.Audits(rate, decided, errors);
    }
}
