package dev.touchstone.backend.golden.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.golden.ExportFormat;
import dev.touchstone.api.golden.ExportReport;
import dev.touchstone.api.golden.GoldenContent;
import dev.touchstone.api.golden.GoldenSplit;
import dev.touchstone.backend.golden.dataset.Versions;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.table.CsvRows;
import dev.touchstone.backend.table.JsonRows;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Versions as files, some rows at a time: whoever takes them says where to go on, so that an export can be taken up
/// again where it was cut off, and comes out the same, byte for byte.
public final class Exports {
    private static final int TOGETHER = 500;
    private static final List<String> COLUMNS = List.of(
            "id",
            "hash",
            "split",
            "pipeline",
            "kind",
            "query",
            "system_prompt",
            "context",
            "output",
            "target",
            "reason",
            "note",
            "model",
            "prompt_version",
            "chosen_by");

    private final Versions versions;

    public Exports(Versions versions) {
        this.versions = versions;
    }

    /// What is exported.
    ///
    /// @param split the side; never the test side in a file that models are trained with
    public record Asked(String dataset, int number, ExportFormat format, GoldenSplit split) {
        public Asked {
            if (format.training() && split == GoldenSplit.TEST) {
                throw Refused.invalid(
                        "test-split",
                        "The test side never leaves in a file that models are trained with; take it as jsonl, csv or"
                                + " feedback.");
            }
        }
    }

    /// Some rows.
    ///
    /// @param items how many items were looked at
    /// @param rows how many rows they make
    /// @param leftOut what the format cannot say, by reason
    /// @param bytes the rows
    /// @param next where to go on; null behind the last
    @SuppressWarnings("ArrayRecordComponent") // Written once, to the answer.
    public record Part(
            int items,
            int rows,
            Map<String, Integer> leftOut,
            byte[] bytes,
            @Nullable Integer next) {}

    /// The rows of some items: what fits into a page of the database.
    ///
    /// @param after where the part before ended; -1 for the first, which a table's header is in
    public Part part(Asked asked, int after) {
        List<Versions.Member> members =
                versions.members(asked.dataset(), asked.number(), asked.split(), after, TOGETHER);
        List<JsonNode> rows = new ArrayList<>();
        Map<String, Integer> leftOut = new TreeMap<>();
        for (Versions.Member member : members) {
            switch (rowsOf(asked.format(), member)) {
                case RowsOf.Item item -> rows.addAll(item.rows());
                case RowsOf.Unsaid unsaid -> leftOut.merge(unsaid.why(), 1, Integer::sum);
            }
        }
        byte[] bytes = asked.format() == ExportFormat.CSV ? table(rows, after < 0) : lines(rows);
        return new Part(
                members.size(),
                rows.size(),
                leftOut,
                bytes,
                members.isEmpty() ? null : members.getLast().seq());
    }

    /// What a whole export holds and leaves out.
    public ExportReport report(Asked asked) {
        int items = 0;
        int rows = 0;
        Map<String, Integer> leftOut = new TreeMap<>();
        Part part = part(asked, -1);
        while (part.next() != null) {
            items += part.items();
            rows += part.rows();
            part.leftOut().forEach((why, count) -> leftOut.merge(why, count, Integer::sum));
            part = part(asked, part.next());
        }
        return new ExportReport(asked.format(), asked.split(), items, rows, leftOut);
    }

    private static RowsOf rowsOf(ExportFormat format, Versions.Member member) {
        GoldenContent content = member.content();
        if (content == null) {
            return new RowsOf.Unsaid("erased");
        }
        return switch (format) {
            case OPENAI_SFT -> TrainingRows.chat(content, true);
            case OPENAI_DPO -> TrainingRows.pair(content, true);
            case TRL_SFT -> TrainingRows.chat(content, false);
            case TRL_DPO -> TrainingRows.pair(content, false);
            case TRL_KTO -> TrainingRows.labelled(content);
            case HUGGING_FACE -> TableRows.hub(member, content);
            case RERANKER_TRIPLETS -> RerankerRows.triplets(content);
            case RERANKER_PAIRS -> RerankerRows.pairs(content);
            case FEEDBACK -> TableRows.feedback(content);
            case JSONL -> TableRows.whole(member);
            case CSV -> TableRows.cells(member, content);
        };
    }

    private static byte[] lines(List<JsonNode> rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        rows.forEach(row -> out.writeBytes(JsonRows.line(row)));
        return out.toByteArray();
    }

    private static byte[] table(List<JsonNode> rows, boolean header) {
        List<List<@Nullable String>> cells = new ArrayList<>();
        if (header) {
            cells.add(new ArrayList<>(COLUMNS));
        }
        for (JsonNode row : rows) {
            List<@Nullable String> line = new ArrayList<>();
            COLUMNS.forEach(column -> line.add(row.path(column).textValue()));
            cells.add(line);
        }
        return CsvRows.lines(cells);
    }
}
