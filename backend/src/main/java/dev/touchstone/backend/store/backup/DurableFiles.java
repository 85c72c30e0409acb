package dev.touchstone.backend.store.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/// Moves files so that a power cut leaves either the old or the new one.
final class DurableFiles {
    private DurableFiles() {}

    static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /// The content has to be on the disk already.
    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(
                Objects.requireNonNull(to.getParent(), "the folder of a file"), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            // Not every system can force a folder; those that cannot do it by themselves.
        }
    }
}
