package dev.touchstone.app;

import dev.touchstone.api.client.ClientOptions;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.Backend;
import dev.touchstone.backend.BackendConfig;
import dev.touchstone.backend.keys.ServerSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// What the launcher has the JVM remember for later starts: a server on a database of its own that takes in a few
/// outputs and a decision. It reads no settings and leaves nothing behind.
final class WarmUp {
    private static final String PIPELINE = "warm-up";
    private static final int OUTPUTS = 20;

    private WarmUp() {}

    public static void main(String[] arguments) throws IOException {
        Main.prepare();
        Main.commandLine().execute("help");
        Path folder = Files.createTempDirectory("touchstone-warm-up");
        try {
            run(folder);
        } finally {
            delete(folder);
        }
        System.exit(0);
    }

    private static void run(Path folder) {
        BackendConfig config = BackendConfig.load(
                folder.resolve("none.yaml"),
                Map.of("TOUCHSTONE_DATABASE_URL", "sqlite:" + folder.resolve("warm-up.db"), "TOUCHSTONE_PORT", "0"));
        ServerSecret secret = ServerSecret.of(UUID.randomUUID().toString() + UUID.randomUUID());
        try (Backend backend =
                        new Backend(config, secret, InstantSource.system()).start(Map.of(PIPELINE, Policy.DEFAULT));
                TouchstoneClient client = new TouchstoneClient(
                        backend.url(), backend.keyInProcess(PIPELINE, Set.of(Scope.ADMIN)), ClientOptions.ONCE)) {
            for (int i = 0; i < OUTPUTS; i++) {
                OutputReceipt receipt = client.post(NewOutput.text(PIPELINE, "output-" + i, "an answer")
                        .query("a question")
                        .confidence(0.3)
                        .build());
                if (receipt.reviewId() != null) {
                    client.decide(
                            receipt.reviewId(), NewDecision.approve(Reviewer.of(new ReviewerId("nobody")), 0, null));
                }
            }
            client.pipelines();
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
