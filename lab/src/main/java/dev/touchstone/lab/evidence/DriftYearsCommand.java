package dev.touchstone.lab.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `touchstone drift-years`: simulates quiet years and drops.
@Command(
        name = "drift-years",
        description = "Simulates pipelines and counts how often drift alarms page though nothing is worse.",
        mixinStandardHelpOptions = true)
public final class DriftYearsCommand implements Callable<Integer> {
    @Option(names = "--years", description = "Of each kind of pipeline (default: ${DEFAULT-VALUE}).")
    private int years = 1000;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the document here instead of printing it.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        if (years < 20) {
            throw new IllegalArgumentException("--years must be at least 20, was " + years);
        }
        String document = DriftYears.document(years);
        if (out == null) {
            System.out.print(document);
        } else {
            Files.writeString(out, document);
            System.out.println("written to " + out);
        }
        return 0;
    }
}
