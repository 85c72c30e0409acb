package dev.touchstone.backend.quality;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.quality.estimate.Answer;
import dev.touchstone.backend.quality.estimate.AttributeFinding;
import dev.touchstone.backend.quality.estimate.ReviewFact;
import dev.touchstone.stats.estimate.ExtractionOutcome;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// Turns a review and its decision in force into what the estimator reads. By hand, because a snapshot reads tens of
/// thousands of them.
public final class ReviewFactMapper implements RowMapper<ReviewFact> {
    private static final TypeReference<Map<String, Stored>> STORED = new TypeReference<>() {};

    private record Stored(String outcome, @Nullable Double confidence) {}

    @Override
    public ReviewFact map(ResultSet row, StatementContext context) throws SQLException {
        double confidence = row.getDouble("confidence");
        boolean unsure = row.wasNull();
        long cluster = row.getLong("cluster_key");
        boolean alone = row.wasNull();
        return new ReviewFact(
                new OutputId(row.getString("output_id")),
                new ReviewFact.Origin(
                        row.getInt("policy_version"),
                        row.getString("stratum"),
                        row.getString("model"),
                        row.getString("prompt_version"),
                        alone ? null : cluster,
                        row.getBoolean("few_shot")),
                unsure ? null : confidence,
                row.getDouble("u"),
                row.getDouble("pi"),
                row.getDouble("inclusion"),
                row.getDouble("audit_rate"),
                answer(row),
                findings(row.getString("outcomes")));
    }

    private static Answer answer(ResultSet row) throws SQLException {
        String action = row.getString("action");
        if (action != null) {
            return switch (action) {
                case "approve" -> Answer.APPROVED;
                case "edit" -> Answer.EDITED;
                case "reject" -> Answer.REJECTED;
                default -> throw new IllegalStateException("a decision in force cannot be '" + action + "'");
            };
        }
        boolean waiting = row.getString("state").equals("open") && row.getLong("due_at_ms") > row.getLong("now_ms");
        return waiting ? Answer.PENDING : Answer.MISSING;
    }

    private static Map<String, AttributeFinding> findings(@Nullable String json) {
        if (json == null) {
            return Map.of();
        }
        try {
            Map<String, AttributeFinding> findings = new HashMap<>();
            Json.mapper()
                    .readValue(json, STORED)
                    .forEach((name, stored) ->
                            findings.put(name, new AttributeFinding(outcome(stored.outcome()), stored.confidence())));
            return findings;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ExtractionOutcome outcome(String stored) {
        return switch (stored) {
            case "correct" -> ExtractionOutcome.CORRECT;
            case "absent" -> ExtractionOutcome.RIGHTLY_ABSENT;
            case "wrong" -> ExtractionOutcome.WRONG;
            case "missed" -> ExtractionOutcome.MISSED;
            case "invented" -> ExtractionOutcome.INVENTED;
            default -> throw new IllegalStateException("unknown outcome of an attribute: " + stored);
        };
    }
}
