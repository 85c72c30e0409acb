package dev.touchstone.lab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `touchstone bench`: measures the parts of the product, each against a yardstick of the same run.
@Command(
        name = "bench",
        description = "Measures speed and growth as ratios of one run.",
        mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {
    private static final String PARTS =
            "intake, batch, growth, quality, digest, slack, judge, drift, golden, few-shot, feedback, alert, learn, traces,"
                    + " agents, console, erasure, start";

    @Option(names = "--only", split = ",", description = "Parts: " + PARTS + " (default: all).")
    private List<String> only = List.of(PARTS.split(", "));

    @Option(names = "--seconds", description = "Seconds per measurement (default: ${DEFAULT-VALUE}).")
    private double seconds = 5;

    @Option(names = "--rounds", description = "Rounds; medians are printed (default: ${DEFAULT-VALUE}).")
    private int rounds = 3;

    @Option(names = "--outputs", description = "Outputs to grow to (default: ${DEFAULT-VALUE}).")
    private int outputs = 1_000_000;

    @Option(names = "--dir", description = "Folder for the databases (default: a temporary one, removed at the end).")
    private @Nullable Path folder;

    @Override
    public Integer call() throws Exception {
        Path dir = folder == null ? Files.createTempDirectory("touchstone-bench") : Files.createDirectories(folder);
        try {
            System.out.printf(
                    "%d processors, Java %s%n", Runtime.getRuntime().availableProcessors(), Runtime.version());
            for (String part : only) {
                run(part, dir);
            }
        } finally {
            if (folder == null) {
                delete(dir);
            }
        }
        return 0;
    }

    private void run(String part, Path dir) throws Exception {
        System.out.printf("%n%s%n", part);
        switch (part) {
            case "intake" -> new IntakeBench(dir, seconds, rounds).run();
            case "batch" -> new BatchBench(dir, seconds, rounds).run();
            case "growth" -> new GrowthBench(dir, outputs, rounds).run();
            case "quality" -> new QualityBench(dir, outputs).run();
            case "digest" -> new DigestBench(dir, outputs).run();
            case "start" -> new StartBench(dir).run();
            case "slack" -> new SlackBench(dir, seconds).run();
            case "drift" -> new DriftBench(dir).run();
            case "golden" -> new GoldenBench(dir, outputs / 10).run();
            case "few-shot" -> new FewShotBench(dir).run();
            case "feedback" -> new FeedbackBench(dir, seconds, rounds, outputs).run();
            case "learn" -> new LearnBench(dir, outputs).run();
            case "alert" -> new AlertBench(dir).run();
            case "traces" -> new TraceBench(dir, seconds, rounds).run();
            case "agents" -> new AgentBench(dir, seconds).run();
            case "console" -> new ConsoleBench(dir, outputs, rounds).run();
            case "judge" -> new JudgeBench(dir, seconds, rounds).run();
            case "erasure" -> new ErasureBench(dir, outputs).run();
            default ->
                throw new IllegalArgumentException("'" + part + "' is no part of the benchmark; there are " + PARTS);
        }
    }

    private static void delete(Path dir) throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// Milliseconds that work takes.
    ///
    /// @throws IllegalStateException when it finds nothing: then it measured nothing
    static double ms(IntSupplier work) {
        long start = System.nanoTime();
        if (work.getAsInt() == 0) {
            throw new IllegalStateException("the measured query found nothing");
        }
        return (System.nanoTime() - start) / 1e6;
    }

    /// The median of a few figures.
    static double median(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
