package dev.touchstone.backend.store.backup;

import java.io.Serial;

/// A backup or restore that did not happen. The message is one sentence for an operator; what was there before
/// still is.
public final class BackupFailed extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    BackupFailed(String message) {
        super(message);
    }

    BackupFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
