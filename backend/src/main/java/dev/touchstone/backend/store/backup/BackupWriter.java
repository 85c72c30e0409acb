package dev.touchstone.backend.store.backup;

import dev.touchstone.api.wire.Json;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes a backup's file, part by part, and its manifest last: without it there is no backup.
final class BackupWriter implements AutoCloseable {
    private final FileOutputStream file;
    private final ZipOutputStream zip;
    private final List<Manifest.Part> parts = new ArrayList<>();

    /// What writes the bytes of a part.
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    /// @param path of a file that is there, empty
    BackupWriter(Path path) throws IOException {
        file = new FileOutputStream(path.toFile());
        zip = new ZipOutputStream(new BufferedOutputStream(file, 1 << 16), StandardCharsets.UTF_8);
        // Most of what there is to gain, at a third of the time.
        zip.setLevel(Deflater.BEST_SPEED);
    }

    void part(String name, String table, List<String> columns, LongConsumer progress, Content content)
            throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        CountedOutput counted = new CountedOutput(zip, progress);
        content.to(counted);
        zip.closeEntry();
        parts.add(new Manifest.Part(name, table, columns, counted.bytes(), counted.sha256()));
    }

    List<Manifest.Part> parts() {
        return parts;
    }

    /// Writes the manifest, and returns when all of it is on the disk.
    void finish(Manifest manifest) throws IOException {
        zip.putNextEntry(new ZipEntry(Manifest.NAME));
        zip.write(Json.write(manifest).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        zip.finish();
        zip.flush();
        file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
