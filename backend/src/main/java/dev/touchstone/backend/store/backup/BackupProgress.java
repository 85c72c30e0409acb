package dev.touchstone.backend.store.backup;

/// Told how far a backup or restore is, some ten times a second at most.
public interface BackupProgress {
    /// @param step what is being done, such as `copying`
    /// @param done bytes or rows so far
    /// @param total how many there will be, about; 0 when nobody knows
    void at(String step, long done, long total);
}
