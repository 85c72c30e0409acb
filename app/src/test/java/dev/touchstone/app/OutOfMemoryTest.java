package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A process without memory ends, so that its supervisor starts another.
class OutOfMemoryTest {
    private static final String FLAG = "-XX:+ExitOnOutOfMemoryError";
    private static final Path ROOT = Path.of(System.getProperty("maven.multiModuleProjectDirectory", ".."));

    @Test
    void launcherAndImageStartJavaSo() throws Exception {
        assertThat(Files.readString(ROOT.resolve("touchstone"))).contains("exec \"$java_home/bin/java\" " + FLAG);
        assertThat(Files.readString(ROOT.resolve("Dockerfile"))).contains("ENTRYPOINT [\"java\", \"" + FLAG + "\"");
    }

    @Test
    void soStartedItEndsAlthoughTheErrorIsCaught() throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        FLAG,
                        "-Xmx16m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Greedy.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(3);
    }

    /// Takes memory and goes on when there is none, as a server would.
    static final class Greedy {
        public static void main(String[] arguments) throws InterruptedException {
            List<byte[]> held = new ArrayList<>();
            while (true) {
                try {
                    held.add(new byte[1024 * 1024]);
                } catch (OutOfMemoryError e) {
                    System.err.println("went on with " + held.size() + " MB");
                    Thread.sleep(1000);
                }
            }
        }
    }
}
