package dev.touchstone.backend.golden.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.golden.ExportFormat;
import dev.touchstone.api.golden.GoldenContent;
import dev.touchstone.api.golden.GoldenInput;
import dev.touchstone.api.golden.GoldenJudgement;
import dev.touchstone.api.golden.GoldenKind;
import dev.touchstone.api.golden.GoldenLineage;
import dev.touchstone.api.golden.GoldenSplit;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.review.MarkedSources;
import dev.touchstone.api.review.MarkedSources.Marked;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.golden.dataset.GoldenBench;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RerankerRowsTest {
    private static final List<Context.Source> SOURCES = List.of(
            new Context.Source("Returns", "https://help.example/returns", "Within 30 days.", 0.8),
            new Context.Source("Old terms", null, " Within 90 days. ", 0.6),
            new Context.Source("Returns of shoes", "https://help.example/returns/shoes", "Not when worn.", 0.5),
            new Context.Source("Empty", null, " ", 0.1),
            new Context.Source("Within 30 days, again", null, "Within 30 days.", 0.1));

    private static GoldenContent content(
            @Nullable String target, @Nullable String reason, @Nullable Integer about, @Nullable Integer right) {
        MarkedSources marked = new MarkedSources(marked(about), marked(right));
        return content(
                new GoldenInput(TextNode.valueOf("How long may I return it?"), null, Context.ofSources(SOURCES)),
                target,
                reason,
                marked);
    }

    private static GoldenContent content(
            GoldenInput input, @Nullable String target, @Nullable String reason, @Nullable MarkedSources marked) {
        return new GoldenContent(
                new PipelineName("p"),
                target == null ? GoldenKind.REJECTION : GoldenKind.CORRECTION,
                input,
                TextNode.valueOf("Within 90 days."),
                target == null ? null : TextNode.valueOf(target),
                new GoldenJudgement(reason, marked, Map.of(), Map.of(), null),
                Map.of(),
                Map.of(),
                new GoldenLineage(
                        null, null, new GoldenLineage.Chosen(GoldenLineage.By.IMPORT, List.of(), null, null)));
    }

    private static @Nullable Marked marked(@Nullable Integer number) {
        return number == null ? null : new Marked(number, "key", null);
    }

    private static List<JsonNode> rows(RowsOf rows) {
        assertThat(rows).isInstanceOf(RowsOf.Item.class);
        return ((RowsOf.Item) rows).rows();
    }

    private static String why(RowsOf rows) {
        assertThat(rows).isInstanceOf(RowsOf.Unsaid.class);
        return ((RowsOf.Unsaid) rows).why();
    }

    @Test
    void theWrongSourceIsHeldAgainstTheRightOne() {
        assertThat(rows(RerankerRows.triplets(content(null, "wrong_source", 2, 1))))
                .containsExactly(Json.read("""
                        {"query": "How long may I return it?", "positive": "Within 30 days.",
                         "negative": "Within 90 days."}
                        """, JsonNode.class));
        assertThat(rows(RerankerRows.pairs(content(null, "stale_source", 2, 3))))
                .containsExactly(Json.read("""
                                {"query": "How long may I return it?", "document": "Not when worn.", "label": 1}
                                """, JsonNode.class), Json.read("""
                                {"query": "How long may I return it?", "document": "Within 90 days.", "label": 0}
                                """, JsonNode.class));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Within 30 days [1]. | Within 30 days.",
                "Within 30 days [1, 3]. | Within 30 days. + Not when worn.",
                "See https://help.example/returns. | Within 30 days.",
                "See https://help.example/returns/shoes for more. | Not when worn.",
                "See <https://help.example/returns> | Within 30 days.",
                "In [2] it said otherwise, [9] and [4] too, [1] is right. | Within 30 days.",
                "Within 30 days. |"
            })
    void whatTheRightAnswerCitesIsRight(String answer, @Nullable String right) {
        RowsOf rows = RerankerRows.triplets(content(answer, "wrong_source", 2, null));

        if (right == null) {
            assertThat(why(rows)).isEqualTo("no_right_source");
        } else {
            assertThat(rows(rows))
                    .extracting(row -> row.path("positive").asText())
                    .containsExactly(right.split(" \\+ "));
        }
    }

    @Test
    void aMisreadSourceIsRightAndAnUnsupportedAnswersSourceIsNeither() {
        assertThat(rows(RerankerRows.pairs(content(null, "right_source_misread", 1, null))))
                .singleElement()
                .satisfies(row -> assertThat(row.path("label").asInt()).isOne());
        assertThat(why(RerankerRows.pairs(content(null, "unsupported", 1, null))))
                .isEqualTo("no_source_known");
        assertThat(why(RerankerRows.triplets(content("Within 30 days [1].", null, null, null))))
                .isEqualTo("no_hard_negative");
    }

    @Test
    void thePassageThatIsWrongIsNotRightUnderAnotherNumber() {
        assertThat(why(RerankerRows.triplets(content(null, "wrong_source", 5, 1))))
                .isEqualTo("no_right_source");
    }

    @Test
    void whatCannotBeSaidIsNamed() {
        GoldenInput none = new GoldenInput(TextNode.valueOf("How long?"), null, Context.ofText("Within 30 days."));
        GoldenInput silent = new GoldenInput(null, null, Context.ofSources(SOURCES));

        assertThat(why(RerankerRows.pairs(content(none, null, "wrong", null)))).isEqualTo("no_sources");
        assertThat(why(RerankerRows.pairs(content(silent, null, "wrong", null))))
                .isEqualTo("nothing_was_asked");
        assertThat(why(RerankerRows.pairs(content(null, "wrong_source", 4, null))))
                .isEqualTo("no_source_known");
    }

    @Test
    void ofAConversationTheUsersLastWordIsTheQuery() {
        GoldenInput chat = new GoldenInput(Json.read("""
                        [{"role": "user", "content": "Hello"}, {"role": "assistant", "content": "Yes?"},
                         {"role": "user", "content": "How long?"}]
                        """, JsonNode.class), null, Context.ofSources(SOURCES));

        assertThat(rows(RerankerRows.pairs(content(chat, "Within 30 days [1].", null, null))))
                .extracting(row -> row.path("query").asText())
                .containsExactly("How long?");
    }

    /// From decisions to the file.
    @EveryDatabase
    void decisionsLeaveAsRowsForAReranker(Workbench bench) {
        GoldenBench golden = new GoldenBench(bench, "{\"splits\": {\"train\": 1, \"dev\": 0, \"test\": 0}}");
        golden.judge("How long may I return it?", SOURCES, """
                {"reviewer": {"id": "ann"}, "revision": 0, "action": "edit", "corrected_output": "Within 30 days [1].",
                 "reason": {"id": "stale_source", "source": 2}}
                """);
        golden.judge("May I return worn shoes?", SOURCES, """
                {"reviewer": {"id": "ann"}, "revision": 0, "action": "reject",
                 "reason": {"id": "wrong_source", "source": 2, "right_source": 3}}
                """);
        golden.correct("How do I pay?", "By card.");
        golden.freeze();
        Exports exports = new Exports(golden.versions);
        Exports.Asked triplets = new Exports.Asked("d", 1, ExportFormat.RERANKER_TRIPLETS, GoldenSplit.TRAIN);

        List<JsonNode> rows = new String(exports.part(triplets, -1).bytes(), StandardCharsets.UTF_8)
                .lines()
                .map(line -> Json.read(line, JsonNode.class))
                .toList();

        assertThat(rows).hasSize(2).allSatisfy(row -> {
            assertThat(row.size()).isEqualTo(3);
            assertThat(row.path("negative").textValue()).isEqualTo("Within 90 days.");
            assertThat(row.path("positive").textValue())
                    .isNotEqualTo("Within 90 days.")
                    .isNotBlank();
            assertThat(row.path("query").textValue()).contains("return");
        });
        assertThat(exports.report(triplets).leftOut()).isEqualTo(Map.of("no_sources", 1));
        JsonNode feedback = Json.read(
                new String(
                                exports.part(new Exports.Asked("d", 1, ExportFormat.FEEDBACK, GoldenSplit.TRAIN), -1)
                                        .bytes(),
                                StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.contains("stale_source"))
                        .findFirst()
                        .orElseThrow(),
                JsonNode.class);
        assertThat(feedback.path("verdict").textValue()).isEqualTo("edit");
    }
}
