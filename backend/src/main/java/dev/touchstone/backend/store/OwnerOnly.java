package dev.touchstone.backend.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Makes folders and files that only the owner of the process may read: they hold outputs of people's customers.
/// What is there already keeps its mode, which an operator may have chosen.
public final class OwnerOnly {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private OwnerOnly() {}

    public static void createFolders(Path folder) throws IOException {
        Files.createDirectories(folder, mode("rwx------"));
    }

    /// SQLite gives its log the mode of the database.
    static void createFile(Path file) throws IOException {
        try {
            Files.createFile(file, mode("rw-------"));
        } catch (FileAlreadyExistsException e) {
            // Made by an earlier start.
        }
    }

    private static FileAttribute<?>[] mode(String mode) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }
}
