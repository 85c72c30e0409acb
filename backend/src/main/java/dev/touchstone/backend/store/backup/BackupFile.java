package dev.touchstone.backend.store.backup;

import dev.touchstone.api.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// A backup to read from. It is known to be whole once [#verify] has returned.
final class BackupFile implements AutoCloseable {
    private static final int MOST_MANIFEST_BYTES = 1 << 20;
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final ZipFile zip;
    private final Manifest manifest;

    private BackupFile(Path path, ZipFile zip, Manifest manifest) {
        this.path = path;
        this.zip = zip;
        this.manifest = manifest;
    }

    /// @throws BackupFailed when it is no backup, is damaged, or is of a format that this program does not know
    static BackupFile open(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new BackupFailed("there is no backup at " + path);
        }
        ZipFile zip = null;
        try {
            zip = new ZipFile(path.toFile(), StandardCharsets.UTF_8);
            return new BackupFile(path, zip, manifest(path, zip));
        } catch (IOException | RuntimeException e) {
            close(zip);
            throw e instanceof BackupFailed failed ? failed : damaged(path, e);
        }
    }

    private static void close(@Nullable ZipFile zip) {
        try {
            if (zip != null) {
                zip.close();
            }
        } catch (IOException e) {
            // There is a better reason to complain already.
        }
    }

    private static Manifest manifest(Path path, ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(Manifest.NAME);
        if (entry == null) {
            throw new BackupFailed(path + " is no backup: it holds no " + Manifest.NAME);
        }
        byte[] bytes;
        try (InputStream in = zip.getInputStream(entry)) {
            bytes = in.readNBytes(MOST_MANIFEST_BYTES);
        }
        CRC32 crc = new CRC32();
        crc.update(bytes);
        if (crc.getValue() != entry.getCrc()) {
            throw damaged(path, null);
        }
        Manifest manifest = Json.read(new String(bytes, StandardCharsets.UTF_8), Manifest.class);
        if (manifest.format() != Manifest.FORMAT) {
            throw new BackupFailed(
                    path + " is a backup of format " + manifest.format() + ", and this program reads format "
                            + Manifest.FORMAT + ": restore it with the program that made it, or a newer one");
        }
        return manifest;
    }

    Manifest manifest() {
        return manifest;
    }

    Path path() {
        return path;
    }

    /// Reads all of it once.
    ///
    /// @throws BackupFailed when anything is not what the manifest says
    void verify(BackupProgress progress) {
        long before = 0;
        for (Manifest.Part part : manifest.parts()) {
            long start = before;
            copy(
                    part,
                    OutputStream.nullOutputStream(),
                    bytes -> progress.at("reading", start + bytes, manifest.bytes()));
            before += part.bytes();
        }
    }

    /// Copies a part to where it is wanted.
    ///
    /// @throws BackupFailed when it is not what the manifest says; part of it may have been written then
    void copy(Manifest.Part part, OutputStream to, LongConsumer progress) {
        try (InputStream in = open(part)) {
            CountedOutput counted = new CountedOutput(to, progress);
            byte[] buffer = new byte[BUFFER];
            for (int read = read(in, buffer); read >= 0; read = read(in, buffer)) {
                counted.write(buffer, 0, read);
            }
            if (counted.bytes() != part.bytes() || !counted.sha256().equals(part.sha256())) {
                throw damaged(path, null);
            }
        } catch (IOException e) {
            throw new BackupFailed("cannot write what " + path + " holds: " + e.getMessage(), e);
        }
    }

    private InputStream open(Manifest.Part part) {
        ZipEntry entry = zip.getEntry(part.name());
        if (entry == null) {
            throw damaged(path, null);
        }
        try {
            return zip.getInputStream(entry);
        } catch (IOException e) {
            throw damaged(path, e);
        }
    }

    private int read(InputStream in, byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw damaged(path, e);
        }
    }

    private static BackupFailed damaged(Path path, @Nullable Throwable cause) {
        String message =
                path + " is no whole backup: it was cut off or changed; nothing was restored from it, take another one";
        return cause == null ? new BackupFailed(message) : new BackupFailed(message, cause);
    }

    @Override
    public void close() {
        close(zip);
    }
}
