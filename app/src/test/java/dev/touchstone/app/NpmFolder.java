package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A folder in which the packages of npm that tests use are found, of the versions in
/// `src/test/typescript/package-lock.json`. The build has fetched them.
public final class NpmFolder {
    private static final Path SOURCES =
            Path.of(System.getProperty("touchstone.root", "..")).resolve("app/src/test/typescript");

    private static final Path INSTALLED = Path.of("target", "npm").toAbsolutePath();

    private final Path folder;

    private NpmFolder(Path folder) {
        this.folder = folder;
    }

    /// Below what is installed, because Node looks for packages in the folders above.
    ///
    /// @param name of the folder, with a number behind it
    static NpmFolder named(String name) throws IOException {
        assertThat(INSTALLED.resolve("node_modules"))
                .as("the build installs them: ./mvnw -pl app -am process-test-resources")
                .isDirectory();
        Path folder = Files.createTempDirectory(INSTALLED, name);
        Files.copy(INSTALLED.resolve("package.json"), folder.resolve("package.json"));
        return new NpmFolder(folder);
    }

    /// A program that a package brings.
    static String program(String name) {
        return INSTALLED.resolve("node_modules/.bin").resolve(name).toString();
    }

    void copy(String file) throws IOException {
        Files.copy(SOURCES.resolve(file), folder.resolve(file));
    }

    void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    /// A file of a package.
    public static String packaged(String file) throws IOException {
        return Files.readString(INSTALLED.resolve("node_modules").resolve(file));
    }

    /// What it said; fails when it does not end well.
    String run(String... command) throws Exception {
        Path log = folder.resolve("said.log");
        Files.deleteIfExists(log);
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new AssertionError(
                    "this test needs Node 18 or newer with npm (Debian: apt-get install npm): " + e.getMessage(), e);
        }
        assertThat(process.waitFor(10, TimeUnit.MINUTES))
                .as(String.join(" ", command))
                .isTrue();
        String said = Files.readString(log);
        assertThat(process.exitValue())
                .as(String.join(" ", command) + "\n" + said)
                .isZero();
        return said;
    }
}
