package dev.touchstone.lab.bench;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Audited outputs with their decisions, written straight into their tables, as if they had come over years. One in
/// twenty is wrong.
final class AuditedReviews {
    private static final String OUTPUT = """
            INSERT INTO output (id, pipeline, external_id, body_hash, received_at_ms, hour, policy_version, stratum, model,
                prompt_version, confidence, u, pi, audit_rate, route, reasons, review_id)
            VALUES (:id, :pipeline, :id, '-', :at, :at / 3600000, 1, 'all', 'm', 'v1', 0.9, 0.5, 1, 1, 'to_review',
                'random_audit', :id)
            """;
    private static final String REVIEW = """
            INSERT INTO review (id, output_id, pipeline, hour, policy_version, stratum, model, prompt_version, confidence,
                u, pi, audit_rate, reasons, blind, calm, state, revision, created_at_ms, due_at_ms, carded, decision_id,
                closed_at_ms)
            VALUES (:id, :id, :pipeline, :at / 3600000, 1, 'all', 'm', 'v1', 0.9, 0.5, 1, 1, 'random_audit', TRUE, 0.5,
                'decided', 1, :at, :at, FALSE, :id, :at)
            """;
    private static final String DECISION = """
            INSERT INTO decision (id, review_id, pipeline, revision, action, reviewer, decided_at_ms, detail, outcomes)
            VALUES (:id, :id, :pipeline, 1, :action, 'U-bench', :at, '{}', :outcomes)
            """;
    private static final String OUTCOMES = "{\"total\":{\"outcome\":\"correct\"},\"date\":{\"outcome\":\"absent\"}}";
    private static final int WRONG = 20;
    private static final int GROUP = 5_000;

    private AuditedReviews() {}

    static void append(Database database, PipelineName pipeline, int count, Instant from, Duration apart) {
        for (int done = 0; done < count; done += GROUP) {
            int first = done;
            int last = Math.min(count, done + GROUP);
            database.writer().useTransaction(transaction -> {
                for (String sql : List.of(OUTPUT, REVIEW, DECISION)) {
                    append(transaction, sql, pipeline, first, last, from, apart);
                }
            });
        }
    }

    private static void append(
            Handle transaction, String sql, PipelineName pipeline, int first, int last, Instant from, Duration apart) {
        try (PreparedBatch batch = transaction.prepareBatch(sql)) {
            for (int i = first; i < last; i++) {
                long at = from.plus(apart.multipliedBy(i)).toEpochMilli();
                batch.bind("id", Ids.lowerBound(at) + "-" + pipeline)
                        .bind("pipeline", pipeline)
                        .bind("at", at);
                if (sql.equals(DECISION)) {
                    batch.bind("action", i % WRONG == 0 ? "edit" : "approve").bind("outcomes", OUTCOMES);
                }
                batch.add();
            }
            batch.execute();
        }
    }
}
