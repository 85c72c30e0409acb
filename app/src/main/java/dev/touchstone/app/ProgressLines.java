package dev.touchstone.app;

import dev.touchstone.backend.store.backup.BackupProgress;

/// Shows progress on standard error: a line for each step, and one every two seconds of a long one.
final class ProgressLines implements BackupProgress {
    private static final long EVERY_NANOS = 2_000_000_000;

    private String step = "";
    private long shown;

    @Override
    public synchronized void at(String next, long done, long total) {
        long now = System.nanoTime();
        if (!next.equals(step)) {
            System.err.println(next + " ...");
        } else if (now - shown >= EVERY_NANOS) {
            System.err.printf("  %,d MB%s%n", done >> 20, total > 0 ? " of about %,d MB".formatted(total >> 20) : "");
        } else {
            return;
        }
        step = next;
        shown = now;
    }
}
