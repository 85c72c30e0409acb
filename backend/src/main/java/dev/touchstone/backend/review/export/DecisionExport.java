package dev.touchstone.backend.review.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.review.PanelOpinions;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.PageBytes;
import dev.touchstone.backend.table.CsvRows;
import dev.touchstone.backend.table.JsonRows;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Every decision with all it was about, some at a time. Texts that retention has removed are left empty; what was
/// decided stays.
public final class DecisionExport {
    private static final int TOGETHER = 50;
    private static final List<String> COLUMNS = List.of(
            "decision_id",
            "review_id",
            "revision",
            "action",
            "in_force",
            "reviewer",
            "reviewer_name",
            "decided_at",
            "reason",
            "note",
            "seconds",
            "corrected_output",
            "corrected_attributes",
            "rubric",
            "attribute_labels",
            "sources",
            "output_id",
            "external_id",
            "model",
            "prompt_version",
            "stratum",
            "confidence",
            "random_audit",
            "query",
            "system_prompt",
            "context",
            "output",
            "attributes",
            "metadata");

    private final Database database;
    private final Outputs outputs;

    public DecisionExport(Database database, Outputs outputs) {
        this.database = database;
        this.outputs = outputs;
    }

    /// Some rows, and where to go on; null behind the last.
    @SuppressWarnings("ArrayRecordComponent") // Written once, to the answer.
    record Part(byte[] bytes, @Nullable String next) {}

    /// As many as fit into [PageBytes#MOST], and at least one if there is one.
    ///
    /// @param after the decision the part before ended with; empty for the first, which a table's header is in
    Part part(DecisionFilter filter, boolean csv, String after) {
        return database.reader().withHandle(handle -> {
            List<ExportedDecision> some = some(handle, filter, after);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (csv && after.isEmpty()) {
                out.writeBytes(CsvRows.lines(List.of(new ArrayList<>(COLUMNS))));
            }
            String last = null;
            for (ExportedDecision decision : some) {
                ObjectNode row = row(handle, decision);
                out.writeBytes(csv ? CsvRows.lines(List.of(cells(row))) : JsonRows.line(row));
                last = decision.id();
                if (out.size() > PageBytes.MOST) {
                    break;
                }
            }
            return new Part(out.toByteArray(), last);
        });
    }

    private static List<ExportedDecision> some(Handle handle, DecisionFilter filter, String after) {
        Map<String, Object> values = new HashMap<>();
        String sql = """
                SELECT decision.id, decision.review_id, decision.revision, decision.action, decision.reviewer,
                    decision.reviewer_name, decision.decided_at_ms, decision.reason, decision.seconds, decision.detail,
                    decision.sources,
                    review.output_id, review.decision_id AS in_force
                FROM decision JOIN review ON review.id = decision.review_id
                WHERE\s""" + filter.condition(after, values) + " AND NOT " + PanelOpinions.KEPT
                + " ORDER BY decision.id LIMIT :limit";
        try (Query query = handle.createQuery(sql)) {
            return query.bindMap(values)
                    .bind("limit", TOGETHER)
                    .registerRowMapper(ConstructorMapper.factory(ExportedDecision.class))
                    .mapTo(ExportedDecision.class)
                    .list();
        }
    }

    private ObjectNode row(Handle handle, ExportedDecision decision) {
        OutputRow output = outputs.find(handle, decision.outputId()).orElseThrow();
        ObjectNode row = Json.mapper().createObjectNode();
        row.put("decision_id", decision.id());
        row.put("review_id", decision.reviewId().value());
        row.put("revision", decision.revision());
        row.put("action", decision.action());
        row.put("in_force", decision.id().equals(decision.inForce()));
        row.put("reviewer", decision.reviewer());
        row.put("reviewer_name", decision.reviewerName());
        row.put("decided_at", Instant.ofEpochMilli(decision.decidedAtMs()).toString());
        row.put("reason", decision.said().reason());
        JsonNode detail = Json.read(decision.said().detail(), JsonNode.class);
        row.set("note", orNull(detail, "note"));
        row.put("seconds", decision.said().seconds());
        for (String name : List.of("corrected_output", "corrected_attributes", "rubric", "attribute_labels")) {
            row.set(name, orNull(detail, name));
        }
        String sources = decision.said().sources();
        row.set("sources", sources == null ? row.nullNode() : Json.read(sources, JsonNode.class));
        facts(row, output);
        texts(row, output.parsedBody());
        return row;
    }

    private static JsonNode orNull(JsonNode detail, String name) {
        JsonNode value = detail.get(name);
        return value == null ? Json.mapper().nullNode() : value;
    }

    private static void facts(ObjectNode row, OutputRow output) {
        row.put("output_id", output.id().value());
        row.put("external_id", output.externalId());
        row.put("model", output.facts().model());
        row.put("prompt_version", output.facts().promptVersion());
        row.put("stratum", output.facts().stratum());
        row.put("confidence", output.facts().confidence());
        row.put("random_audit", output.draw().u() < output.draw().auditRate());
    }

    private static void texts(ObjectNode row, @Nullable NewOutput body) {
        JsonNode all =
                body == null ? Json.mapper().createObjectNode() : Json.mapper().valueToTree(body);
        for (String name : List.of("query", "system_prompt", "context", "output", "attributes", "metadata")) {
            row.set(name, orNull(all, name));
        }
    }

    private static List<@Nullable String> cells(ObjectNode row) {
        List<@Nullable String> cells = new ArrayList<>();
        for (String column : COLUMNS) {
            cells.add(CsvRows.cell(row.path(column)));
        }
        return cells;
    }
}
