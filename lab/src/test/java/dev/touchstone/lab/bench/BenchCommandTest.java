package dev.touchstone.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The parts of the benchmark run through the product as it is: what the product refuses, they notice. It holds no
/// figure against a limit, because nothing that small measures anything.
class BenchCommandTest {
    @TempDir
    Path dir;

    @Test
    void everyPartThatGoesOverHttpIsAnswered() {
        String printed = run("--only", "intake,batch", "--rounds", "1", "--seconds", "0.2");

        assertThat(printed).contains("intake / no-op").contains("batch / raw").doesNotContain("NaN");
    }

    @Test
    void thePartThatGrowsFindsWhatItMeasures() {
        String printed = run("--only", "quality", "--outputs", "20000");

        assertThat(printed).contains("quality").doesNotContain("NaN");
    }

    @Test
    void theConsoleIsSeenSearchedAndDecidedAt() {
        String printed = run("--only", "console", "--outputs", "20000", "--rounds", "1");

        assertThat(printed)
                .contains("decision to next review", "slower by: first page")
                .doesNotContain("NaN");
    }

    @Test
    void aPartThatDoesNotExistIsNamed() {
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertThat(new CommandLine(new BenchCommand()).execute("--dir", dir.toString(), "--only", "speed"))
                    .isNotZero();
        } finally {
            System.setErr(err);
        }
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("'speed' is no part of the benchmark");
    }

    private String run(String... args) {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        int code;
        try {
            CommandLine bench = new CommandLine(new BenchCommand());
            bench.setExecutionExceptionHandler((failure, line, parsed) -> {
                throw failure;
            });
            String[] all = new String[args.length + 2];
            System.arraycopy(args, 0, all, 2, args.length);
            all[0] = "--dir";
            all[1] = dir.toString();
            code = bench.execute(all);
        } finally {
            System.setOut(out);
        }
        assertThat(code).isZero();
        return printed.toString(StandardCharsets.UTF_8);
    }
}
