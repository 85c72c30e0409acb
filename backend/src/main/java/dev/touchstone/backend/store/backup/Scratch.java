package dev.touchstone.backend.store.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Files beside a target that only their owner may read, and that are gone at the end whatever happens.
final class Scratch implements AutoCloseable {
    private final Path target;
    private final List<Path> files = new ArrayList<>();

    Scratch(Path target) {
        this.target = target;
    }

    /// A new empty file in the target's folder, so that it can be moved there in one step.
    Path file(String suffix) throws IOException {
        Path file = Files.createTempFile(
                Objects.requireNonNull(target.getParent(), "the folder of a file"),
                "." + target.getFileName() + "-",
                "." + suffix);
        files.add(file);
        return file;
    }

    @Override
    public void close() {
        for (Path file : files) {
            for (String companion : SqliteFiles.COMPANIONS) {
                delete(Path.of(file + companion));
            }
            delete(file);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // What is left is a hidden file that nothing reads.
        }
    }
}
