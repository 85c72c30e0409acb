package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.api.client.GoldenClient;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.client.UnreachableException;
import dev.touchstone.api.golden.DatasetRule;
import dev.touchstone.api.golden.DatasetVersion;
import dev.touchstone.api.golden.ExportFormat;
import dev.touchstone.api.golden.GoldenImportLine;
import dev.touchstone.api.golden.GoldenSplit;
import dev.touchstone.api.golden.NewVersion;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is killed while it freezes a version: whatever is there afterwards is whole.
class KilledFreezeTest {
    private static final int ITEMS = 6_000;

    @TempDir
    private Path folder;

    private KillableServer server;

    @BeforeEach
    void prepare() {
        server = new KillableServer(folder);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void leavesNoVersionThatIsHalf() throws Exception {
        DatabaseConfig config = server.database();
        String key = server.key();
        try (TouchstoneClient client = new TouchstoneClient(server.start(), key)) {
            client.putPipeline("bot", Policy.DEFAULT);
            GoldenClient golden = client.goldenSet();
            List<GoldenImportLine> lines = golden.importItems(new PipelineName("bot"), items(), GoldenClient.JSONL);
            assertThat(lines).hasSize(ITEMS).allMatch(line -> line.status() == 201);
            golden.putDataset("d", DatasetRule.of("bot"));
            CompletableFuture<@Nullable DatasetVersion> frozen = CompletableFuture.supplyAsync(() -> freeze(golden));
            try (Database beside = Database.open(config)) {
                await().atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(2))
                        .until(() -> KillableServer.count(beside, "golden_version_item") > 0 || frozen.isDone());
            }
            server.kill();
            assertThat(frozen).succeedsWithin(Duration.ofMinutes(1));
        }
        try (TouchstoneClient client = new TouchstoneClient(server.start(), key)) {
            GoldenClient golden = client.goldenSet();
            for (DatasetVersion version : golden.versions("d").items()) {
                assertWhole(golden, version);
            }
            DatasetVersion next = golden.freeze("d", NewVersion.PLAIN);
            assertThat(next.counts().items()).isEqualTo(ITEMS);
            assertWhole(golden, next);
        }
    }

    private static void assertWhole(GoldenClient golden, DatasetVersion version) {
        int items = 0;
        for (GoldenSplit split : GoldenSplit.values()) {
            items += golden.exportReport("d", version.number(), ExportFormat.JSONL, split)
                    .items();
        }
        assertThat(items).isEqualTo(version.counts().items()).isEqualTo(ITEMS);
    }

    /// Null when the server was gone before it answered.
    private static @Nullable DatasetVersion freeze(GoldenClient golden) {
        try {
            return golden.freeze("d", NewVersion.PLAIN);
        } catch (UnreachableException e) {
            return null;
        }
    }

    private static String items() {
        Random random = new Random(1);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < ITEMS; i++) {
            lines.append("{\"query\": \"");
            for (int j = 0; j < 12; j++) {
                lines.append(Integer.toString(random.nextInt(50_000, 1_000_000), 36))
                        .append(' ');
            }
            lines.append("\", \"target\": \"answer ").append(i).append("\"}\n");
        }
        return lines.toString();
    }
}
