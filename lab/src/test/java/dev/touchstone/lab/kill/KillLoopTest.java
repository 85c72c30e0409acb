package dev.touchstone.lab.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.backend.testing.TestFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The loop as CI runs it: few rounds; `scripts/kill-loop 20` runs as many as one likes.
class KillLoopTest {
    @Test
    void whatWasAcknowledgedOutlivesTheProcess(@TempDir(factory = TestFolders.OnDisk.class) Path folder)
            throws Exception {
        assertThat(new KillLoop(folder, System.out).run(3)).isEmpty();

        assertThat(Files.readAllLines(folder.resolve("acknowledged.tsv"))).hasSizeGreaterThan(50);
    }
}
