package dev.touchstone.lab.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.lab.active.ActiveAuditsCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// `touchstone active-audits` on data made up for it.
class ActiveAuditsCommandTest {
    @TempDir
    private Path data;

    private static List<List<String>> rows(String document, String first) {
        return document.lines()
                .filter(line -> line.startsWith("| " + first + " |"))
                .map(line -> Arrays.stream(line.split("\\|"))
                        .map(String::strip)
                        .skip(1)
                        .toList())
                .toList();
    }

    private static double cost(List<String> row) {
        return Double.parseDouble(row.get(6).replace("*", ""));
    }

    @Test
    void theTableSaysWhatEachScoreCosts() throws IOException {
        new MadeUpOutputs(data).write();
        new MadeUpJudges(data).write(MadeUpJudges.AGREEMENT);
        Path out = data.resolve("active.md");

        int exit = new CommandLine(new ActiveAuditsCommand())
                .execute(
                        "--data",
                        data.toString(),
                        "--half",
                        "some",
                        "--seeds",
                        "30",
                        "--years",
                        "20",
                        "--out",
                        out.toString());

        assertThat(exit).isZero();
        String document = Files.readString(out);
        List<List<String>> madeUp = rows(document, "made up");
        assertThat(madeUp).hasSize(12);
        // Judges of 0.7/0.05, 0.9/0.02 and, at 2 % wrong, 0.7/0.05; the last tells nothing.
        assertThat(madeUp.subList(0, 3)).allMatch(row -> cost(row) < 0.65);
        assertThat(madeUp.subList(3, 6)).allMatch(row -> cost(row) < 0.45);
        assertThat(madeUp.subList(6, 9)).allMatch(row -> cost(row) < 0.85);
        assertThat(madeUp.subList(9, 12)).allMatch(row -> cost(row) > 0.95 && cost(row) < 1.08);
        // This judge is always right.
        assertThat(rows(document, "openqa, outputs")).hasSize(3).allMatch(row -> cost(row) < 0.5);
        List<List<String>> drift = rows(document, "finds 0.7, false flags 0.05");
        assertThat(Double.parseDouble(drift.getFirst().get(6))).isLessThan(1);
        assertThat(Double.parseDouble(drift.getLast().get(6))).isGreaterThan(1);
    }

    @Test
    void aFolderThatDoesNotHoldTheDataIsNamed() {
        assertThat(new CommandLine(new ActiveAuditsCommand()).execute("--data", data.toString()))
                .isNotZero();
    }
}
