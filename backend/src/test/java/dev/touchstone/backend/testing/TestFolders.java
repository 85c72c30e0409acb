package dev.touchstone.backend.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/// Where tests keep their files: in memory where the machine has a place for that, because a commit otherwise waits
/// for the disk, and the tests make tens of thousands of them. What is there is gone when the tests end.
///
/// It is also where every `@TempDir` is, through `junit-platform.properties`. A test whose subject is the disk asks for
/// [OnDisk].
public final class TestFolders implements TempDirFactory {
    /// Containers often have 64 MB here, which a few databases fill.
    private static final long ENOUGH_BYTES = 1L << 30;

    private static final String PREFIX = "touchstone-tests-";
    private static final List<Runnable> FIRST_STOP = new CopyOnWriteArrayList<>();
    private static final Path IN_MEMORY = Path.of("/dev/shm");
    private static final Path DISK = Path.of(System.getProperty("java.io.tmpdir"));
    private static final Path FAST = isFast(IN_MEMORY) ? root(IN_MEMORY) : root(DISK);

    /// A place that outlives the process and loses nothing of what was forced to it, as far as the machine can tell.
    public static final class OnDisk implements TempDirFactory {
        private static final Path ROOT = root(DISK);

        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
            return Files.createTempDirectory(ROOT, "disk");
        }
    }

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
        return create("junit");
    }

    /// A new, empty folder.
    public static Path create(String name) {
        try {
            return Files.createTempDirectory(FAST, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Has something that works in such a folder stop before the folder goes.
    static void stopFirst(Runnable stop) {
        FIRST_STOP.add(stop);
    }

    private static boolean isFast(Path place) {
        try {
            return Files.isWritable(place) && Files.getFileStore(place).getUsableSpace() >= ENOUGH_BYTES;
        } catch (IOException e) {
            return false;
        }
    }

    /// This process's own folder, which goes with it. One that was killed left its folder behind, and in memory that
    /// would stay taken: whoever comes next clears it away.
    private static Path root(Path place) {
        try {
            removeOrphans(place);
            Path root = Files.createTempDirectory(
                    place, PREFIX + ProcessHandle.current().pid() + "-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    FIRST_STOP.forEach(Runnable::run);
                } finally {
                    remove(root);
                }
            }));
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void removeOrphans(Path place) throws IOException {
        List<Path> left;
        try (Stream<Path> entries = Files.list(place)) {
            left = entries.filter(entry -> entry.getFileName().toString().matches(PREFIX + "\\d+-.*"))
                    .toList();
        }
        left.stream().filter(entry -> !isAlive(entry)).forEach(TestFolders::remove);
    }

    private static boolean isAlive(Path root) {
        String pid = root.getFileName().toString().substring(PREFIX.length()).replaceFirst("-.*", "");
        return ProcessHandle.of(Long.parseLong(pid)).isPresent();
    }

    /// Leaves what cannot be deleted, such as what another user's process left.
    private static void remove(Path folder) {
        try {
            Files.walkFileTree(folder, new Removal());
        } catch (IOException e) {
            // Gone already.
        }
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return removed(file);
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
            return removed(folder);
        }

        private static FileVisitResult removed(Path file) {
            boolean unused = file.toFile().delete();
            return FileVisitResult.CONTINUE;
        }
    }
}
