package dev.touchstone.lab.evidence;

import dev.touchstone.lab.flywheel.Flywheel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the document here, and its pages into evidence/ beside it, instead of printing them.")
    private @Nullable Path out;

    @Option(names = "--charts", paramLabel = "DIR", description = "Draw the tables here, as SVG.")
    private @Nullable Path charts;

    @Option(
            names = "--flywheel",
            description = "Turn the golden flywheel instead, with a model that is trained on DIR/intents.")
    private boolean flywheel;

    @Option(
            names = "--minutes",
            description = "Of the flywheel: no seed begins after so long (default: ${DEFAULT-VALUE}).")
    private long minutes = 24 * 60;

    @Override
    public Integer call() throws IOException {
        if (seeds < 1) {
            throw new IllegalArgumentException("--seeds must be at least 1, was " + seeds);
        }
        return flywheel ? turn() : write();
    }

    private int turn() throws IOException {
        Path folder = Files.createTempDirectory(memory(), "flywheel");
        try {
            Flywheel turned = Flywheel.turned(data, half, seeds, Duration.ofMinutes(minutes), folder);
            print(turned.markdown(link()));
            if (charts != null) {
                Files.createDirectories(charts);
                Files.writeString(charts.resolve("flywheel.svg"), turned.chart());
            }
            if (!turned.kept()) {
                System.err.println("more was wrong among what the machine approved than is tolerated");
            }
            return turned.kept() ? 0 : 1;
        } finally {
            Files.delete(folder);
        }
    }

    /// Where the system keeps files in memory, and otherwise where it keeps temporary ones.
    private static Path memory() {
        Path shared = Path.of("/dev/shm");
        return Files.isWritable(shared) ? shared : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private void print(String markdown) throws IOException {
        if (out == null) {
            System.out.print(markdown);
        } else {
            Files.writeString(out, markdown);
            System.out.println("written to " + out);
        }
    }

    private int write() throws IOException {
        Evidence.Written written = new Evidence(data, half, seeds).write(link());
        if (charts != null) {
            Files.createDirectories(charts);
            for (Map.Entry<String, String> chart : written.charts().entrySet()) {
                Files.writeString(charts.resolve(chart.getKey()), chart.getValue());
            }
        }
        print(written.markdown());
        if (out == null) {
            written.pages().values().forEach(page -> System.out.print("\n" + page));
        } else {
            for (Map.Entry<String, String> page : written.pages().entrySet()) {
                Path file = out.resolveSibling(page.getKey());
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, page.getValue());
            }
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
