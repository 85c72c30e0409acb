package dev.touchstone.app;

import dev.touchstone.backend.store.backup.Progress;
import java.io.PrintStream;

/// Shows progress: in one line that is written over where there is a terminal, else one line for each step.
final class ProgressLine implements Progress, AutoCloseable {
    private static final long EVERY_NANOS = 200_000_000;
    private static final int WIDTH = 60;

    private final PrintStream out;
    private final boolean terminal = System.console() != null && System.getenv("TERM") != null;
    private String step = "";
    private long shown;
    private boolean closed;

    ProgressLine(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void at(String next, long done, long total) {
        boolean begins = !next.equals(step);
        long now = System.nanoTime();
        if (closed || !begins && (!terminal || now - shown < EVERY_NANOS)) {
            return;
        }
        step = next;
        shown = now;
        if (terminal) {
            String text = "%s %,d MB%s".formatted(next, done >> 20, total > 0 ? " of %,d".formatted(total >> 20) : "");
            out.print("\r" + text + " ".repeat(Math.max(0, WIDTH - text.length())));
            out.flush();
        } else {
            out.println(next + " ...");
        }
    }

    /// Leaves the line as if it had never been there.
    @Override
    public synchronized void close() {
        if (terminal && !closed && !step.isEmpty()) {
            out.print("\r" + " ".repeat(WIDTH) + "\r");
            out.flush();
        }
        closed = true;
    }
}
