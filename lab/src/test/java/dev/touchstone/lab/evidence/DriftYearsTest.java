package dev.touchstone.lab.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DriftYearsTest {
    @Test
    void everyKindOfPipelineHasARowAndFewPages(@TempDir Path folder) throws Exception {
        Path out = folder.resolve("drift.md");

        int exit = new CommandLine(new DriftYearsCommand()).execute("--years", "40", "--out", out.toString());

        assertThat(exit).isZero();
        List<String> rows = Files.readString(out)
                .lines()
                .filter(line -> line.contains("| 40 |"))
                .toList();
        assertThat(rows).hasSize(DriftYears.all().size()).allSatisfy(row -> {
            String[] cells = row.split("\\|");
            assertThat(Double.parseDouble(cells[3].strip())).isLessThan(1);
            assertThat(Double.parseDouble(cells[7].strip().split(" ")[0])).isBetween(0.5, 8.0);
        });
    }
}
