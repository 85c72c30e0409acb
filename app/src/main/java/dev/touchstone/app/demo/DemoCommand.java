package dev.touchstone.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `touchstone demo`: everything in one process, against the sandbox, with no account anywhere.
@Command(
        name = "demo",
        description = "Runs everything against an embedded Slack and prints one URL.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
    @Option(names = "--keep", paramLabel = "DIR", description = "Keep the data in this folder and go on from it.")
    private @Nullable Path keep;

    @Option(names = "--speed", description = "How much faster than one output in six seconds (default: 1).")
    private double speed = 1;

    @Option(names = "--port", description = "Port of the page; 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port = 8090;

    @Option(names = "--api-port", description = "Port of the API; 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int apiPort = 8400;

    @Option(
            names = "--shop-port",
            description = "Port of the shop's page; 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int shopPort = 8091;

    @Override
    public Integer call() throws Exception {
        if (!(speed > 0 && speed <= 1000)) {
            throw new IllegalArgumentException("--speed must be above 0 and at most 1000, was " + speed);
        }
        quietLogs();
        Path folder = keep == null ? Files.createTempDirectory("touchstone-demo") : Files.createDirectories(keep);
        Demo demo = new Demo(folder, new Demo.Ports(port, apiPort, shopPort), speed);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            demo.close();
                            if (keep == null) {
                                remove(folder);
                            }
                            stopped.countDown();
                        },
                        "stop"));
        demo.start();
        System.out.println(demo.introduction(keep));
        stopped.await();
        return 0;
    }

    /// The page shows what happens; the terminal should show where the page is. Set before the first logger is made.
    private static void quietLogs() {
        if (System.getenv("TOUCHSTONE_LOG_LEVEL") == null) {
            System.setProperty("TOUCHSTONE_LOG_LEVEL", "WARN");
        }
        if (System.getenv("TOUCHSTONE_LOG_FORMAT") == null) {
            System.setProperty("TOUCHSTONE_LOG_FORMAT", "TEXT");
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            System.err.println("The demo's data could not be removed from " + folder + ": " + e.getMessage());
        }
    }
}
