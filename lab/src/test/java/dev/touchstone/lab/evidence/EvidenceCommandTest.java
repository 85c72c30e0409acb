package dev.touchstone.lab.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.lab.recorded.Broken;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// `touchstone evidence` on data made up for it, of which everybody can say what the truth is.
class EvidenceCommandTest {
    @TempDir
    private Path data;

    @BeforeEach
    void write() throws IOException {
        new MadeUpOutputs(data).write();
        new MadeUpJudges(data).write(MadeUpJudges.AGREEMENT);
    }

    private static String document = "";

    /// Once for all who only read it.
    @BeforeAll
    static void writeDocument(@TempDir Path shared) throws IOException {
        new MadeUpOutputs(shared).write();
        new MadeUpJudges(shared).write(MadeUpJudges.AGREEMENT);
        Path out = shared.resolve("evidence.md");
        int exit = new CommandLine(new EvidenceCommand())
                .execute("--data", shared.toString(), "--half", "some", "--seeds", "20", "--out", out.toString());
        assertThat(exit).isZero();
        document = Files.readString(out);
        try (Stream<Path> found = Files.list(shared.resolve("evidence"))) {
            for (Path page : found.sorted().toList()) {
                document += "\n" + Files.readString(page);
            }
        }
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

        assertThat(cells(document, "Mistral", "1200", "50.0 %", "20.0 %").get(5))
                .isEqualTo("100.0 %");
        List<String> sure = cells(document, "gpt-4-turbo", "1200", "22.5 %", "20.0 %");
        assertThat(percent(sure.get(5))).isLessThan(100);
        assertThat(percent(sure.get(8))).isBetween(8.0, 20.0);
    }

    @Test
    void recordedJudgesComeToTheFiguresWorkedOutByHand() throws IOException {
        String agreement = document.substring(document.indexOf("# Recorded judges beside people"));

        // κ = 2(70·9 − 1·20)/(71·10 + 90·29); AC1 = (0.79 − 2·0.805·0.195)/(1 − 2·0.805·0.195).
        assertThat(cells(agreement, "evouna", "lexical_match", "1000").subList(3, 8))
                .containsExactly("79.0 % (79.0 %)", "0.367 (0.367)", "0.694", "90.0 % (90.0 %)", "22.2 % (22.2 %)");
        assertThat(cells(agreement, "openqa, outputs", "gpt-4", "600").subList(3, 8))
                .containsExactly("100.0 % (100.0 %)", "1.000 (1.000)", "1.000", "100.0 % (100.0 %)", "0.0 % (0.0 %)");
        // It gave no verdict on a third.
        assertThat(cells(agreement, "openqa, pairs", "bem", "200").get(3)).isEqualTo("79.0 % (79.0 %)");
    }

    @Test
    void everyFigureIsHeldAgainstWhatTheOutputsComeTo() {
        String delivered = document.substring(document.indexOf("## What was delivered"));

        assertThat(cells(delivered, "extract_rollout, gpt4-schema", "precision").get(2))
                .isEqualTo("94.3 %");
        assertThat(cells(delivered, "extract_rollout, gpt4-schema", "recall").get(2))
                .isEqualTo("82.5 %");
        assertThat(cells(delivered, "extract_rollout, gpt4-schema", "f1_micro").get(2))
                .isEqualTo("88.0 %");
        // The mean of 0.9 and of 2·150/(2·150 + 50).
        assertThat(cells(delivered, "extract_rollout, gpt4-schema", "f1_macro").get(2))
                .isEqualTo("87.9 %");
        assertThat(cells(delivered, "confident_wrong, gpt-4-turbo", "brier").get(2))
                .isEqualTo("16.4 %");
        assertThat(percent(cells(delivered, "confident_wrong, gpt-4-turbo", "brier")
                        .get(5)))
                .isGreaterThanOrEqualTo(75);
        assertThat(percent(cells(delivered, "confident_wrong, gpt-4-turbo", "brier")
                        .get(3)))
                .isBetween(14.0, 19.0);
    }

    @Test
    void theProcessAndDifferencesAndSilenceAreMeasuredToo() {
        String process = document.substring(document.indexOf("## The process behind it"));
        assertThat(cells(process, "no_drift, gpt-4", "approval_rate").get(2)).isEqualTo("90.0 %");
        assertThat(percent(cells(process, "no_drift, gpt-4", "approval_rate").get(5)))
                .isGreaterThanOrEqualTo(75);

        String differences = document.substring(document.indexOf("## Differences"));
        List<String> drop = cells(differences, "confident_wrong: gpt-4-turbo → Mistral", "approval_rate");
        assertThat(drop.get(2)).isEqualTo("-27.5");
        assertThat(percent(drop.get(5))).isGreaterThan(50);
        assertThat(percent(cells(differences, "no_drift, gpt-4: two periods alike", "approval_rate")
                        .get(5)))
                .isLessThan(30);

        String silence = document.substring(document.indexOf("## Reviewers who do not answer"));
        List<String> skipped = cells(
                silence,
                "half of the wrong outputs, a tenth of the right ones",
                "confident_wrong, gpt-4-turbo",
                "approval_rate");
        assertThat(percent(skipped.get(4))).isGreaterThan(percent(skipped.get(3)));
        assertThat(percent(skipped.get(7))).isGreaterThanOrEqualTo(percent(skipped.get(5)));
    }

    /// The part of the document with the second table about judges, whose rows begin like those of the first.
    private static String trials(String document) {
        return document.substring(document.indexOf("| judge by itself |"));
    }

    @Test
    void aBiasedJudgeIsCorrectedBackToWhatPeopleSay() throws IOException {
        List<String> trial = cells(trials(document), "evouna", "lexical_match", "1000");

        assertThat(trial.get(4)).isEqualTo("90.0 %");
        assertThat(trial.get(5)).isEqualTo("71.0 %");
        assertThat(percent(trial.get(6))).isBetween(88.5, 91.5);
        assertThat(percent(trial.get(7))).isGreaterThanOrEqualTo(75);
        assertThat(Double.parseDouble(trial.get(8))).isLessThan(Double.parseDouble(trial.get(11)));
        assertThat(percent(trial.get(9))).isBetween(88.5, 91.5);
    }

    @Test
    void theMostBiasedJudgeIsNamedInWords() throws IOException {
        assertThat(document)
                .containsPattern("most biased judge here, .* says 71\\.0 % by itself where people say\\s90\\.0 %;");
    }

    @Test
    void aJudgeThatIsAlwaysRightSavesMostReviews() throws IOException {
        List<String> trial = cells(trials(document), "openqa, pairs", "gpt-4", "300");

        assertThat(percent(trial.get(12))).isGreaterThan(50);
        assertThat(trial.get(13)).isEqualTo("100.0 %");
    }

    @Test
    void aRealDropIsSeenSoonAndAQuietYearStaysQuiet() throws IOException {

        List<String> drop = cells(document, "confident_wrong", "22.5 % → 50.0 %", "100");
        assertThat(drop.get(3)).isEqualTo("100.0 %");
        assertThat(Double.parseDouble(drop.get(4).replaceAll(" .*", ""))).isLessThan(1.5);
        List<String> quiet = cells(document, "no_drift", "10.0 % → 10.0 %", "50");
        double ours = Double.parseDouble(quiet.get(5));
        assertThat(ours).isLessThanOrEqualTo(1);
        // A test at 5 % every week fires 52 · 0.05 = 2.6 times a year.
        assertThat(Double.parseDouble(quiet.get(8))).isGreaterThan(2 * ours);
        assertThat(Double.parseDouble(quiet.get(11))).isGreaterThan(2 * ours);
    }

    @Test
    void aJudgeThatIsReplacedIsSeenInTheWayItErrs() throws IOException {
        List<String> lenient = cells(document, "gpt-4, replaced by one that passes everything");

        assertThat(lenient.subList(1, 4)).containsExactly("0.0 % → 10.0 %", "0.0 % → 0.0 %", "100.0 %");
    }

    @Test
    void aTruthThatDiffersBeyondRoundingEndsTheCommand() throws IOException {
        new MadeUpJudges(data).write(MadeUpJudges.AGREEMENT + 0.0001);

        assertThat(complaint(data))
                .contains(
                        "truth_some.json says agreement 0.7901 at openqa / outputs / some / m / judge:text-davinci-003");
    }

    /// Of 200 products, the better prompt has 25 sizes that the others miss, and misses none that they have.
    @Test
    void promptsAreComparedOnTheSameProducts() throws IOException {

        assertThat(cells(document, "prompt_iteration", "schema-10shot-ensemble-train1.0")
                        .subList(2, 5))
                .satisfies(row -> assertThat(row.get(0)).isEqualTo("200"))
                .satisfies(row -> assertThat(row.get(1)).startsWith("90.0 % ("))
                .satisfies(row -> assertThat(row.get(2)).startsWith("88.8 % ("));
        List<String> size = cells(
                document, "prompt_iteration", "Size", "schema-10shot-train0.2", "schema-10shot-ensemble-train1.0");
        assertThat(size.get(4)).isEqualTo("200");
        assertThat(size.get(5)).startsWith("**12.5** (");
        assertThat(size.subList(6, 8)).containsExactly("0", "25");
        // The better prompt has half of a quarter more of the sizes, and no more of the brands.
        String paired = document.substring(document.indexOf("## Do these intervals hold?"));
        List<String> again = cells(
                paired,
                "prompt_iteration",
                "attribute accuracy",
                "schema-10shot-train0.2",
                "schema-10shot-ensemble-train1.0");
        assertThat(Double.parseDouble(again.get(4))).isBetween(6.2, 6.3);
        assertThat(percent(again.get(5))).isGreaterThanOrEqualTo(75);
        assertThat(cells(document, "extract_rollout", "approval rate", "gpt4-schema", "gpt35-list")
                        .get(5))
                .startsWith("0.0 (");
    }

    @Test
    void aVersionThatDiffersFromWhatIsRecordedEndsTheCommand() throws IOException {
        Path file = data.resolve("truth_some.json");
        Files.writeString(file, Files.readString(file).replace("\"Size\":0.875", "\"Size\":0.8751"));

        assertThat(complaint(data))
                .contains("says Size 0.8751 at scenarios / some / prompt_iteration / schema-10shot-ensemble-train1.0");
    }

    @Test
    void aScenarioOrAModelThatDiffersFromWhatIsRecordedEndsTheCommand() throws IOException {
        Path file = data.resolve("truth_some.json");
        String right = Files.readString(file);

        Files.writeString(file, right.replaceFirst("\"true_error\":0.225", "\"true_error\":0.2252"));
        assertThat(complaint(data)).contains("says true_error 0.2252 at scenarios / some / ");
        Files.writeString(file, right.replace("0.4119", "0.4121"));
        assertThat(complaint(data)).contains("says brier 0.4121 at mcqa_conf / some / by_model / Mistral / pooled");
        Files.writeString(file, right.replace("\"ece10\":0.3875", "\"ece10\":0.3877"));
        assertThat(complaint(data)).contains("says ece10 0.3877 at mcqa_conf / some / by_model / Mistral / pooled");
        Files.writeString(file, right.replaceFirst("\"precision\":0.9429", "\"precision\":0.9431"));
        assertThat(complaint(data)).contains("says precision 0.9431 at extractgpt / some / a|");
    }

    @Test
    void tooFewIntervalsAndBrokenPromisesEndTheCommand() {
        Broken broken = new Broken();
        broken.held("usual", 185, 200);
        broken.held("unlucky", 182, 200);
        broken.promised("kept", 20, 200);
        broken.atMostOneAYear("a few", IntStream.generate(() -> 1).limit(200));
        assertThat(broken.words()).isEmpty();

        broken.held("error rate", 160, 200);
        broken.promised("advisor", 40, 200);
        broken.atMostOneAYear("drift", IntStream.range(0, 200).map(year -> year % 4));

        assertThat(broken.words().orElseThrow())
                .contains("error rate: 160 of 200 intervals held the truth, fewer than 92.0 %")
                .contains("advisor: the promise was broken in 40 of 200 repetitions, more than 10.0 %")
                .contains("drift: 1.50 false alarms a year in 200 years, more than the one that is promised");
    }

    @Test
    void aTruthThatIsNotThereIsNamed() throws IOException {
        Files.delete(data.resolve("truth_some.json"));

        assertThat(complaint(data)).contains("truth_some.json is missing; --data must hold");
    }

    @Test
    void thePictureShowsWhatTheTableSays() throws IOException {
        Path charts = data.resolve("images");
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
                        "--charts",
                        charts.toString());

        String document = Files.readString(out);
        assertThat(document).contains("](images/evidence.svg)", "](images/drift.svg)");
        String held =
                cells(document, "confident_wrong", "whole stream", "error rate").get(6);
        assertThat(Files.readString(charts.resolve("evidence.svg")))
                .contains("confident_wrong, error rate", ">" + held + "<", "</svg>");
        assertThat(Files.readString(charts.resolve("drift.svg"))).contains("five points", "</svg>");
    }

    @Test
    void dataThatAreNotThereAreNamed() {
        assertThat(complaint(data.resolve("nowhere"))).contains("truth_some.json is missing; --data must hold");
    }

    /// What the command says when it ends with an error.
    private static String complaint(Path data) {
        StringWriter said = new StringWriter();
        int exit = new CommandLine(new EvidenceCommand())
                .setErr(new PrintWriter(said))
                .execute("--data", data.toString(), "--half", "some", "--seeds", "1");
        assertThat(exit).isNotZero();
        return said.toString();
    }
}
