package dev.touchstone.backend.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.touchstone.api.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowsTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uFF1D1"})
    void aCellThatWouldBeAFormulaIsAText(String cell) {
        assertThat(CsvRows.safe(cell)).isEqualTo("'" + cell);
    }

    @Test
    void anIndependentReaderFindsTheCellsAgain() {
        List<String> cells = Arrays.asList("a,b", "say \"x\"", "one\r\ntwo", "\u2028", "\uFEFF", "\uD83D\uDE00", null);
        byte[] csv = CsvRows.lines(List.of(List.of("a", "b", "c", "d", "e", "f", "g"), cells));

        List<CsvRecord> records = CsvReader.builder().ofCsvRecord(new String(csv, StandardCharsets.UTF_8)).stream()
                .toList();
        assertThat(records).hasSize(2);
        assertThat(records.get(1).getFields())
                .containsExactly("a,b", "say \"x\"", "one\r\ntwo", "\u2028", "\uFEFF", "\uD83D\uDE00", "");
    }

    @Test
    void everyReaderTakesARowForOneLine() {
        String odd = "a\u2028b\u2029c\u0085d\r\ne\uFEFFf\uD83D\uDE00";
        byte[] line = JsonRows.line(JsonNodeFactory.instance.objectNode().put("text", odd));

        String text = new String(line, StandardCharsets.UTF_8);
        assertThat(text).endsWith("\n").doesNotContain("\u2028", "\u2029", "\u0085", "\uFEFF");
        assertThat(text.strip().lines()).hasSize(1);
        assertThat(Json.read(text, JsonNode.class).get("text")).isEqualTo(TextNode.valueOf(odd));
    }

    @Test
    void halfAnEmojiDoesNotStopAnExport() {
        byte[] line = JsonRows.line(JsonNodeFactory.instance.objectNode().put("text", "a\uD83Db"));
        assertThat(Json.read(new String(line, StandardCharsets.UTF_8), JsonNode.class)
                        .get("text")
                        .textValue())
                .hasSize(3)
                .startsWith("a")
                .endsWith("b");
    }
}
