package dev.touchstone.lab.bench;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.store.Database;

/// Reviews and decisions written straight into their tables: two for every output whose key lies below its π. One in
/// ten is edited, one in twenty rejected, and each says something of four attributes.
final class DecidedReviews {
    private static final String REVIEWS = """
            INSERT INTO review (id, output_id, pipeline, hour, policy_version, stratum, model, prompt_version, confidence,
                u, pi, audit_rate, reasons, blind, calm, state, revision, created_at_ms, due_at_ms, carded, decision_id,
                closed_at_ms)
            SELECT id || :nth, id, pipeline, hour, policy_version, stratum, model, prompt_version, confidence,
                u, pi, audit_rate, reasons, TRUE, 0.5, 'decided', 1, received_at_ms, received_at_ms, FALSE,
                id || :nth || '-decision', received_at_ms
            FROM output WHERE pipeline = :pipeline AND u < pi
            """;

    /// Digits of u / π decide, so that both sizes see the same shares.
    private static final String DECISIONS = """
            INSERT INTO decision (id, review_id, pipeline, revision, action, reviewer, decided_at_ms, seconds, detail,
                outcomes)
            SELECT decision_id, id, pipeline, 0,
                CASE WHEN CAST(u / pi * 1000 AS INTEGER) % 10 = 0 THEN 'edit'
                    WHEN CAST(u / pi * 1000 AS INTEGER) % 20 = 1 THEN 'reject' ELSE 'approve' END,
                'U-bench', closed_at_ms, 30, '{}',
                CASE WHEN CAST(u / pi * 1000 AS INTEGER) % 10 = 0 THEN :wrong ELSE :right END
            FROM review WHERE pipeline = :pipeline
            """;

    private static final String RIGHT = """
            {"total":{"outcome":"correct","confidence":0.9},"date":{"outcome":"correct","confidence":0.8},\
            "vendor":{"outcome":"correct","confidence":0.95},"vat_id":{"outcome":"absent"}}""";

    private DecidedReviews() {}

    static void of(Database database, PipelineName pipeline) {
        database.writer().useTransaction(transaction -> {
            for (String nth : new String[] {"-1", "-2"}) {
                transaction
                        .createUpdate(REVIEWS)
                        .bind("nth", nth)
                        .bind("pipeline", pipeline)
                        .execute();
            }
            transaction
                    .createUpdate(DECISIONS)
                    .bind("right", RIGHT)
                    .bind("wrong", RIGHT.replaceFirst("correct", "wrong"))
                    .bind("pipeline", pipeline)
                    .execute();
        });
    }
}
