package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A folder with the packages of npm that tests use, of the versions in `src/test/typescript/package-lock.json`.
final class NpmFolder {
    private static final Path SOURCES =
            Path.of(System.getProperty("touchstone.root", "..")).resolve("app/src/test/typescript");

    private final Path folder;

    private NpmFolder(Path folder) {
        this.folder = folder;
    }

    /// @param folder empty
    static NpmFolder installed(Path folder) throws Exception {
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.copy(SOURCES.resolve(file), folder.resolve(file));
        }
        NpmFolder npm = new NpmFolder(folder);
        String unused = npm.run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        return npm;
    }

    void copy(String file) throws IOException {
        Files.copy(SOURCES.resolve(file), folder.resolve(file));
    }

    void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
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
