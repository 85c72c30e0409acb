package dev.touchstone.lab.active;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `touchstone active-audits --data DIR`: what active audits cost, on recorded outputs whose truth is known.
@Command(
        name = "active-audits",
        description = "Audits recorded outputs actively and plainly, many times, and compares the intervals.",
        mixinStandardHelpOptions = true)
public final class ActiveAuditsCommand implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "DIR", required = true, description = "Folder of DATASET/HALF/*.jsonl.gz.")
    private Path data = Path.of("");

    @Option(names = "--half", description = "Which half of each dataset (default: ${DEFAULT-VALUE}).")
    private String half = "public";

    @Option(names = "--seeds", description = "How many repetitions (default: ${DEFAULT-VALUE}).")
    private int seeds = 500;

    @Option(names = "--years", description = "Simulated years of drift alarms (default: ${DEFAULT-VALUE}).")
    private int years = 400;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the document here instead of printing it.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        if (seeds < 1 || years < 20) {
            throw new IllegalArgumentException(
                    "--seeds must be at least 1 and --years at least 20, were " + seeds + " and " + years);
        }
        ActiveAudits.Written written = new ActiveAudits(data, half, seeds, years).write();
        if (out == null) {
            System.out.print(written.markdown());
        } else {
            Files.writeString(out, written.markdown());
            System.out.println("written to " + out);
        }
        if (!written.broken().isEmpty()) {
            System.err.println(String.join("\n", written.broken()));
            return 1;
        }
        return 0;
    }
}
