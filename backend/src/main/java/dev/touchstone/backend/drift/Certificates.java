package dev.touchstone.backend.drift;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.drift.watch.AuditFact;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Thresholds that were put into force with a certificate.
record Certificates(List<Certificate> latestFirst) {
    record Certificate(int k, double threshold, double maxError, int policyVersion) {}

    static Certificates of(Handle handle, PipelineName pipeline) {
        return new Certificates(handle.createQuery("""
                        SELECT k, threshold, max_error, policy_version FROM threshold_application
                        WHERE pipeline = :pipeline ORDER BY k DESC
                        """)
                .bind("pipeline", pipeline)
                .map((row, context) ->
                        new Certificate(row.getInt(1), row.getDouble(2), row.getDouble(3), row.getInt(4)))
                .list());
    }

    /// The certificate that a policy version stands on; null when its threshold was set otherwise.
    AuditFact.@Nullable Release at(int policyVersion, double threshold) {
        return latestFirst.stream()
                .filter(one -> one.policyVersion() <= policyVersion)
                .findFirst()
                .filter(one -> one.threshold() == threshold && one.maxError() > 0 && one.maxError() < 1)
                .map(one -> new AuditFact.Release(one.k(), one.maxError()))
                .orElse(null);
    }
}
