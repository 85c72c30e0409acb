package dev.touchstone.backend.golden.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.touchstone.api.golden.ExportFormat;
import dev.touchstone.api.golden.ExportReport;
import dev.touchstone.api.golden.GoldenSplit;
import dev.touchstone.api.golden.ItemAct;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.golden.dataset.GoldenBench;
import dev.touchstone.backend.golden.dataset.Versions;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExportsTest {
    private static final String ALL_TRAIN = "{\"splits\": {\"train\": 1, \"dev\": 0, \"test\": 0}}";

    private static GoldenBench frozen(Workbench bench, String rules) {
        GoldenBench golden = filled(bench, rules);
        golden.freeze();
        return golden;
    }

    private static GoldenBench filled(Workbench bench, String rules) {
        GoldenBench golden = new GoldenBench(bench, rules);
        golden.correct("How do I pay?", "By card.");
        golden.approve("Where is my parcel?");
        golden.reject("Can I return it?");
        golden.correct("=1+1 in a cell,\r\nwhat \u2028 then?", "=2 \uD83D\uDE00");
        return golden;
    }

    private static Exports.Asked asked(ExportFormat format) {
        return new Exports.Asked("d", 1, format, GoldenSplit.TRAIN);
    }

    private static byte[] bytes(Exports exports, Exports.Asked asked) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Exports.Part part = exports.part(asked, -1);
        while (part.next() != null) {
            out.writeBytes(part.bytes());
            part = exports.part(asked, part.next());
        }
        return out.toByteArray();
    }

    private static List<JsonNode> rows(Exports exports, ExportFormat format) {
        return new String(bytes(exports, asked(format)), StandardCharsets.UTF_8)
                .lines()
                .map(line -> Json.read(line, JsonNode.class))
                .toList();
    }

    @EveryDatabase
    void everyFormatSaysWhatItCanAndCountsWhatItCannot(Workbench bench) {
        Exports exports = new Exports(frozen(bench, ALL_TRAIN).versions);

        assertThat(exports.report(asked(ExportFormat.OPENAI_SFT)))
                .isEqualTo(new ExportReport(
                        ExportFormat.OPENAI_SFT, GoldenSplit.TRAIN, 4, 3, Map.of("no_right_answer", 1)));
        assertThat(exports.report(asked(ExportFormat.TRL_SFT)).rows()).isEqualTo(3);
        assertThat(exports.report(asked(ExportFormat.OPENAI_DPO)).leftOut())
                .isEqualTo(Map.of("no_right_answer", 1, "no_wrong_answer", 1));
        assertThat(exports.report(asked(ExportFormat.TRL_KTO)).rows())
                .as("a correction says what is right and what is wrong")
                .isEqualTo(6);
        for (ExportFormat whole : List.of(ExportFormat.JSONL, ExportFormat.FEEDBACK, ExportFormat.CSV)) {
            assertThat(exports.report(asked(whole)).rows()).isEqualTo(4);
        }
    }

    @EveryDatabase
    void rowsHaveTheFormTheirReadersWant(Workbench bench) {
        Exports exports = new Exports(frozen(bench, ALL_TRAIN).versions);

        assertThat(rows(exports, ExportFormat.OPENAI_SFT)).contains(Json.read("""
                        {"messages": [{"role": "user", "content": "How do I pay?"},
                            {"role": "assistant", "content": "By card."}]}
                        """, JsonNode.class));
        assertThat(rows(exports, ExportFormat.OPENAI_DPO)).contains(Json.read("""
                        {"input": {"messages": [{"role": "user", "content": "How do I pay?"}]},
                            "preferred_output": [{"role": "assistant", "content": "By card."}],
                            "non_preferred_output": [{"role": "assistant", "content": "an answer"}]}
                        """, JsonNode.class));
        assertThat(rows(exports, ExportFormat.TRL_DPO)).contains(Json.read("""
                        {"prompt": [{"role": "user", "content": "How do I pay?"}],
                            "chosen": [{"role": "assistant", "content": "By card."}],
                            "rejected": [{"role": "assistant", "content": "an answer"}]}
                        """, JsonNode.class));
        assertThat(rows(exports, ExportFormat.TRL_KTO)).contains(Json.read("""
                        {"prompt": [{"role": "user", "content": "Can I return it?"}],
                            "completion": [{"role": "assistant", "content": "an answer"}], "label": false}
                        """, JsonNode.class));
        assertThat(rows(exports, ExportFormat.FEEDBACK)).contains(Json.read("""
                        {"input": "Can I return it?", "output": "an answer", "verdict": "reject", "reason": "wrong",
                            "comment": null, "correction": null}
                        """, JsonNode.class));
        assertThat(rows(exports, ExportFormat.HUGGING_FACE)).allSatisfy(row -> {
            assertThat(row.get("prompt").isArray()).isTrue();
            assertThat(row.get("completion").isTextual()
                            || row.get("completion").isNull())
                    .isTrue();
            assertThat(row.properties()).hasSize(8);
        });
    }

    @EveryDatabase
    void aTableIsSafeToOpenAndAnIndependentReaderFindsItsCells(Workbench bench) {
        Exports exports = new Exports(frozen(bench, ALL_TRAIN).versions);

        var records = CsvReader.builder()
                .ofNamedCsvRecord(new String(bytes(exports, asked(ExportFormat.CSV)), StandardCharsets.UTF_8))
                .stream()
                .toList();

        assertThat(records).hasSize(4);
        assertThat(records)
                .extracting(row -> row.getField("query"))
                .contains("How do I pay?", "'=1+1 in a cell,\r\nwhat \u2028 then?");
        assertThat(records).extracting(row -> row.getField("target")).contains("'=2 \uD83D\uDE00");
    }

    @EveryDatabase
    void theTestSideNeverLeavesInATrainingFile(Workbench bench) {
        GoldenBench golden = frozen(bench, "{\"splits\": {\"train\": 0, \"dev\": 0, \"test\": 1}}");
        Exports exports = new Exports(golden.versions);

        for (ExportFormat format : ExportFormat.values()) {
            assertThat(exports.report(asked(format)).rows()).as(format.wire()).isZero();
            if (format.training()) {
                assertThatThrownBy(() -> new Exports.Asked("d", 1, format, GoldenSplit.TEST))
                        .isInstanceOfSatisfying(
                                Refused.class,
                                refused -> assertThat(refused.code()).isEqualTo("test-split"));
            }
        }
        assertThat(exports.report(new Exports.Asked("d", 1, ExportFormat.JSONL, GoldenSplit.TEST))
                        .rows())
                .isEqualTo(4);
    }

    /// As a later version of the program would: columns come to every table that an export reads.
    @EveryDatabase
    void anExportComesOutTheSameByteForByteAfterAMigrationOfTheSchema(Workbench bench) {
        GoldenBench golden = filled(bench, ALL_TRAIN);
        golden.judge(
                "Is it waterproof?",
                List.of(
                        new Context.Source("Care", null, "It is waterproof.", 0.7),
                        new Context.Source("Care of others", null, "They are not.", 0.6)),
                """
                {"reviewer": {"id": "ann"}, "revision": 0, "action": "reject",
                 "reason": {"id": "wrong_source", "source": 2, "right_source": 1}}
                """);
        golden.freeze();
        Exports exports = new Exports(golden.versions);
        Map<ExportFormat, byte[]> before = new EnumMap<>(ExportFormat.class);
        for (ExportFormat format : ExportFormat.values()) {
            before.put(format, bytes(exports, asked(format)));
        }

        bench.database.writer().useHandle(handle -> {
            for (String table : List.of("golden_item", "golden_input", "golden_version", "golden_version_item")) {
                handle.execute("ALTER TABLE " + table + " ADD COLUMN new_fact TEXT DEFAULT 'of a later version'");
                handle.execute("CREATE INDEX new_index_of_" + table + " ON " + table + " (new_fact)");
            }
        });

        Exports after = new Exports(new Versions(bench.database));
        before.forEach((format, bytes) -> assertThat(bytes(after, asked(format)))
                .as(format.wire())
                .isNotEmpty()
                .isEqualTo(bytes));
    }

    @EveryDatabase
    void anExportComesOutTheSameAfterItsItemsWereRetired(Workbench bench) {
        GoldenBench golden = frozen(bench, ALL_TRAIN);
        Exports exports = new Exports(golden.versions);
        List<byte[]> before = new ArrayList<>();
        for (ExportFormat format : ExportFormat.values()) {
            before.add(bytes(exports, asked(format)));
        }
        golden.versions
                .members("d", 1, null, -1, 10)
                .forEach(member -> golden.acts.retire(member.id(), ItemAct.by(GoldenBench.ANN)));

        int i = 0;
        for (ExportFormat format : ExportFormat.values()) {
            assertThat(bytes(exports, asked(format))).as(format.wire()).isEqualTo(before.get(i++));
        }
        golden.acts.erase(
                golden.versions.members("d", 1, null, -1, 1).getFirst().id(), ItemAct.by(GoldenBench.ANN));
        assertThat(exports.report(asked(ExportFormat.JSONL)).leftOut()).isEqualTo(Map.of("erased", 1));
    }

    @ParameterizedTest
    @EnumSource(ChatFault.class)
    void brokenChatsAreNamed(ChatFault fault) {
        assertThat(ChatRules.prompt(Json.read(fault.messages, JsonNode.class)).orElse("none"))
                .isEqualTo(fault.complaint);
    }

    enum ChatFault {
        NONE("[{'role': 'user', 'content': 'a'}]", "none"),
        EMPTY("[]", "nothing_was_asked"),
        ROLE("[{'role': 'robot', 'content': 'a'}]", "unknown_role"),
        BLANK("[{'role': 'user', 'content': ' '}]", "empty_message"),
        ENDS_WITH_ANSWER(
                "[{'role': 'user', 'content': 'a'}, {'role': 'assistant', 'content': 'b'}]",
                "prompt_does_not_end_with_a_question"),
        CALL_WITHOUT_NAME(
                "[{'role': 'user', 'content': 'a'}, {'role': 'assistant', 'tool_calls': [{'id': '1', 'type': 'function',"
                        + " 'function': {'arguments': '{}'}}]}, {'role': 'tool', 'tool_call_id': '1', 'content': 'b'}]",
                "malformed_tool_call"),
        ANSWER_WITHOUT_CALL(
                "[{'role': 'user', 'content': 'a'}, {'role': 'tool', 'tool_call_id': '1', 'content': 'b'}]",
                "tool_answer_without_call"),
        CALL_AND_ANSWER(
                "[{'role': 'user', 'content': 'a'}, {'role': 'assistant', 'tool_calls': [{'id': '1', 'type': 'function',"
                        + " 'function': {'name': 'f', 'arguments': '{}'}}]},"
                        + " {'role': 'tool', 'tool_call_id': '1', 'content': 'b'}]",
                "none");

        private final String messages;
        private final String complaint;

        ChatFault(String messages, String complaint) {
            this.messages = messages.replace('\'', '"');
            this.complaint = complaint;
        }
    }

    @EveryDatabase
    void memoryStaysThatOfAPageHoweverLargeTheItems(Workbench bench) {
        GoldenBench golden = new GoldenBench(bench, ALL_TRAIN);
        for (int i = 0; i < 6; i++) {
            golden.correct("Question " + i + " of " + "äb".repeat(i + 1) + "?", "x".repeat(900_000));
        }
        golden.freeze();
        Exports exports = new Exports(golden.versions);
        int parts = 0;
        Exports.Part part = exports.part(asked(ExportFormat.TRL_SFT), -1);
        int rows = 0;
        while (part.next() != null) {
            assertThat(part.bytes().length).isLessThan(3_000_000);
            rows += part.rows();
            parts++;
            part = exports.part(asked(ExportFormat.TRL_SFT), part.next());
        }
        assertThat(rows)
                .isEqualTo(golden.versions.find("d", 1).orElseThrow().counts().items());
        assertThat(parts).isGreaterThan(1);
    }
}
