package dev.touchstone.lab.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DriftYearsTest {
    /// Or quiet years would be counted that are none.
    @Test
    void whatTheQuickLookPassesOverTheProductPassesOverToo() {
        int passedOver = 0;
        for (DriftYears kind : DriftYears.all()) {
            for (int seed = 0; seed < 12; seed++) {
                QuietYear quick = kind.quick(seed);
                DriftYears.Year watched = kind.watched(seed);
                assertThat(kind.quiet(seed)).isEqualTo(watched);
                passedOver += quick.mayPage() ? 0 : 1;
            }
        }
        assertThat(passedOver).isGreaterThan(30);
    }

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
