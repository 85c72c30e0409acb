package dev.touchstone.app.golden;

import dev.touchstone.api.client.GoldenClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// One exported file. Rows come some at a time; after each the manifest beside it says how far the file is, so that an
/// export that was cut off, or killed, goes on where it was and comes out the same.
public final class ExportFile {
    private final GoldenClient golden;
    private final Path file;
    private final ExportManifest.Source source;

    public ExportFile(GoldenClient golden, Path file, ExportManifest.Source source) {
        this.golden = golden;
        this.file = file;
        this.source = source;
    }

    /// Writes what is missing.
    ///
    /// @param progress hears how many items were looked at, after every part
    /// @throws IllegalArgumentException when something else lies there
    public ExportManifest write(IntConsumer progress) throws IOException {
        ExportManifest manifest = begun();
        progress.accept(manifest.items());
        if (manifest.done()) {
            return manifest;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // What was written behind the last manifest does not count.
            out.truncate(manifest.bytes()).position(manifest.bytes());
            while (!manifest.done()) {
                GoldenClient.ExportPart part = golden.exportPart(
                        source.dataset(), source.version(), source.format(), source.split(), manifest.cursor());
                ByteBuffer bytes = ByteBuffer.wrap(part.bytes());
                while (bytes.hasRemaining()) {
                    int unused = out.write(bytes);
                }
                out.force(false);
                manifest = manifest.with(part.next(), part.bytes().length, part.items(), part.leftOut());
                manifest.write(file);
                progress.accept(manifest.items());
            }
        }
        return manifest;
    }

    private ExportManifest begun() throws IOException {
        @Nullable ExportManifest there = ExportManifest.read(file);
        if (there == null && Files.exists(file)) {
            throw new IllegalArgumentException(
                    file + " is there already, and no export was begun in it; name another.");
        }
        if (there == null) {
            return ExportManifest.begin(source);
        }
        if (!there.source().equals(source)) {
            throw new IllegalArgumentException(file + " holds another export ("
                    + there.source().dataset() + " version " + there.source().version() + ", "
                    + there.source().format().wire() + "); name another file.");
        }
        if (!Files.exists(file) || Files.size(file) < there.bytes()) {
            throw new IllegalArgumentException(file + " is shorter than its manifest says; delete "
                    + ExportManifest.beside(file) + " and the file.");
        }
        return there;
    }
}
