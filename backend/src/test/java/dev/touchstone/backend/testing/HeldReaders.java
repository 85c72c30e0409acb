package dev.touchstone.backend.testing;

import dev.touchstone.backend.store.Database;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Takes every connection for reading, so that whoever wants one is refused after the pool's patience: what a database
/// that hangs looks like from within.
public final class HeldReaders implements AutoCloseable {
    /// Longer than the pool waits for a connection.
    public static final long PATIENCE_MS = 6_000;

    private static final int MOST = 64;

    private final List<Handle> handles = new ArrayList<>();

    /// @param readers how many there are
    public HeldReaders(Database database, int readers) {
        for (int i = 0; i < Math.min(MOST, readers); i++) {
            Handle handle = database.reader().open();
            handle.execute("SELECT 1");
            handles.add(handle);
        }
    }

    @Override
    public void close() {
        handles.forEach(Handle::close);
    }
}
