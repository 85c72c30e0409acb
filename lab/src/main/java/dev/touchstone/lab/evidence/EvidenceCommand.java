package dev.touchstone.lab.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `touchstone evidence --data DIR`: checks the quality figures against recorded outputs whose truth is known.
@Command(
        name = "evidence",
        description = "Samples recorded outputs many times and counts how often the intervals hold the truth.",
        mixinStandardHelpOptions = true)
public final class EvidenceCommand implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "DIR", required = true, description = "Folder of DATASET/HALF/*.jsonl.gz.")
    private Path data = Path.of("");

    @Option(names = "--half", description = "Which half of each dataset (default: ${DEFAULT-VALUE}).")
    private String half = "public";

    @Option(names = "--seeds", description = "How many sampling secrets (default: ${DEFAULT-VALUE}).")
    private int seeds = 200;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the document here instead of printing it.")
    private @Nullable Path out;

    @Option(names = "--charts", paramLabel = "DIR", description = "Draw the tables here, as SVG.")
    private @Nullable Path charts;

    @Override
    public Integer call() throws IOException {
        if (seeds < 1) {
            throw new IllegalArgumentException("--seeds must be at least 1, was " + seeds);
        }
        Evidence.Written written = new Evidence(data, half, seeds).write(link());
        if (charts != null) {
            Files.createDirectories(charts);
            for (Map.Entry<String, String> chart : written.charts().entrySet()) {
                Files.writeString(charts.resolve(chart.getKey()), chart.getValue());
            }
        }
        if (out == null) {
            System.out.print(written.markdown());
        } else {
            Files.writeString(out, written.markdown());
            System.out.println("written to " + out);
        }
        if (written.broken() != null) {
            System.err.println(written.broken());
            return 1;
        }
        return 0;
    }

    /// From the document to its pictures.
    private @Nullable String link() {
        Path from = out == null ? null : out.toAbsolutePath().getParent();
        return charts == null || from == null
                ? null
                : from.relativize(charts.toAbsolutePath()).toString().replace('\\', '/');
    }
}
