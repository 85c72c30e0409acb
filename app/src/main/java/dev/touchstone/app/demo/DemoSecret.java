package dev.touchstone.app.demo;

import dev.touchstone.backend.keys.ServerSecret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/// The demo's own secret: random, made at its first start and readable by its owner alone. `serve` never does this;
/// there the secret comes from the environment.
final class DemoSecret {
    private DemoSecret() {}

    static ServerSecret in(Path folder) {
        Path file = folder.resolve("demo-secret");
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[32];
                new SecureRandom().nextBytes(random);
                create(file);
                Files.writeString(file, HexFormat.of().formatHex(random));
            }
            return ServerSecret.of(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the demo's secret in " + file, e);
        }
    }

    private static void create(Path file) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }
}
