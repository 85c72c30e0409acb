package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.Json;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// `touchstone evidence` on data made up here, in the shape of the recorded ones: confident outputs are wrong one time
/// in
/// ten, doubtful ones one time in two, so that everybody can say what the truth is.
class EvidenceCommandTest {
    private static final List<String> QA =
            List.of("gpt-4", "bing-chat", "gpt-3.5-turbo", "dpr+fid", "text-davinci-003");
    private static final List<String> CHOICE = List.of("gpt-4-turbo", "Mistral", "gpt-3.5-turbo", "Yi-34b");

    @TempDir
    private Path data;

    @BeforeEach
    void write() throws IOException {
        for (String source : List.of("tq", "nq")) {
            file("evouna", source, 100, QA, (model, n) -> row(source + model + n, "openqa-" + source, model, n));
        }
        for (String domain : List.of("sales_email", "sales_call", "qmsumm", "scitldr")) {
            file("summedits", domain, 120, List.of("m"), (model, n) -> row(domain + n, "summary-" + domain, model, n));
        }
        for (String subject : List.of("mmlu", "other")) {
            file("mcqa_conf", subject, 600, CHOICE, (model, n) -> {
                Map<String, Object> row = row(subject + model + n, "choice", model, n);
                boolean doubtful = n % 4 == 0;
                row.put("prompt_version", "first");
                row.put("confidence", doubtful ? 0.3 : 0.95);
                // Every model is right in nine of ten confident outputs, but one that is right in half of all.
                boolean right = doubtful || model.equals("Mistral") ? n % 8 < 4 : n % 10 != 1;
                row.put("human_label", right ? "approve" : "reject");
                return row;
            });
        }
        for (String run : List.of("a_gpt4_schema-10shot-train1.0", "a_gpt35_list-10shot")) {
            file("extractgpt", run, 200, List.of("m"), (model, n) -> {
                Map<String, Object> row = row(run + n, "extract", model, n);
                row.put(
                        "attributes",
                        Map.of("Brand", verdict(n % 10 == 0 ? "VW" : "VC"), "Size", verdict(n % 4 == 0 ? "VN" : "VC")));
                return row;
            });
        }
    }

    private interface Rows {
        Map<String, Object> of(String model, int n);
    }

    private void file(String dataset, String name, int each, List<String> models, Rows rows) throws IOException {
        Path folder = Files.createDirectories(data.resolve(dataset).resolve("some"));
        try (Writer out = new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(folder.resolve(name + ".jsonl.gz"))),
                StandardCharsets.UTF_8)) {
            for (String model : models) {
                for (int n = 0; n < each; n++) {
                    out.write(Json.write(rows.of(model, n)) + "\n");
                }
            }
        }
    }

    private static Map<String, Object> row(String id, String pipeline, String model, int n) {
        Map<String, Object> row = new TreeMap<>();
        row.put("id", id);
        row.put("pipeline", pipeline);
        row.put("model", model);
        row.put("human_label", n % 10 == 0 ? "reject" : "approve");
        return row;
    }

    private static Map<String, String> verdict(String code) {
        return Map.of("verdict", code);
    }

    private String document() throws IOException {
        Path out = data.resolve("evidence.md");
        int exit = new CommandLine(new EvidenceCommand())
                .execute("--data", data.toString(), "--half", "some", "--seeds", "20", "--out", out.toString());
        assertThat(exit).isZero();
        return Files.readString(out);
    }

    /// The cells of the row that begins so.
    private static List<String> cells(String document, String... first) {
        String begin = "| " + String.join(" | ", first) + " |";
        String row = document.lines()
                .filter(line -> line.startsWith(begin))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row " + begin));
        return Arrays.stream(row.split("\\|")).map(String::strip).skip(1).toList();
    }

    private static double percent(String cell) {
        return Double.parseDouble(cell.replace(" %", ""));
    }

    @Test
    void everyScenarioIsHeldAgainstTheTruthAndAgainstPooling() throws IOException {
        String document = document();

        assertThat(document).contains("--half some --seeds 20");
        assertThat(cells(document, "no_drift", "whole stream", "error rate").subList(3, 5))
                .containsExactly("400", "10.0 %");
        assertThat(cells(document, "long_stream", "whole stream", "error rate").get(3))
                .isEqualTo("1000");
        assertThat(cells(document, "summary_domains", "qmsumm", "error rate").get(4))
                .isEqualTo("10.0 %");
        // 10 % and 25 % of two attributes.
        assertThat(cells(document, "extract_rollout", "gpt4-schema", "attribute accuracy")
                        .get(4))
                .isEqualTo("82.5 %");
        // 150 of 600 doubtful, half of them wrong; of the rest, those that end on 1 without being doubtful: 60.
        List<String> mixed = cells(document, "confident_wrong", "gpt-4-turbo", "error rate");
        assertThat(mixed.get(4)).isEqualTo("22.5 %");
        assertThat(percent(mixed.get(6))).isGreaterThanOrEqualTo(75);
        assertThat(percent(mixed.get(8))).isLessThan(50);
    }

    @Test
    void theAdvisorRefusesWhereConfidenceMeansNothing() throws IOException {
        String document = document();

        assertThat(cells(document, "Mistral", "1200", "50.0 %", "20.0 %").get(5))
                .isEqualTo("100.0 %");
        List<String> sure = cells(document, "gpt-4-turbo", "1200", "22.5 %", "20.0 %");
        assertThat(percent(sure.get(5))).isLessThan(100);
        assertThat(percent(sure.get(8))).isBetween(8.0, 20.0);
    }

    @Test
    void thePictureShowsWhatTheTableSays() throws IOException {
        Path chart = data.resolve("held.svg");
        Path out = data.resolve("evidence.md");
        new CommandLine(new EvidenceCommand())
                .execute(
                        "--data",
                        data.toString(),
                        "--half",
                        "some",
                        "--seeds",
                        "2",
                        "--out",
                        out.toString(),
                        "--chart",
                        chart.toString());

        String document = Files.readString(out);
        assertThat(document).contains("](held.svg)");
        String held =
                cells(document, "confident_wrong", "whole stream", "error rate").get(6);
        assertThat(Files.readString(chart)).contains("confident_wrong, error rate", ">" + held + "<", "</svg>");
    }

    @Test
    void dataThatAreNotThereAreNamed() {
        StringWriter said = new StringWriter();

        int exit = new CommandLine(new EvidenceCommand())
                .setErr(new PrintWriter(said))
                .execute("--data", data.resolve("nowhere").toString());

        assertThat(exit).isNotZero();
        assertThat(said.toString()).contains("is not a folder; --data must hold evouna/public");
    }
}
