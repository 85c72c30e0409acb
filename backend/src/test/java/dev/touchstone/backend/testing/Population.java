package dev.touchstone.backend.testing;

/// What a database holds before a test begins. It is made once in a process for each kind of database, and copied for
/// every test that asks for it by [EveryDatabase#holding]; so each test may change it. Has a constructor without
/// parameters.
public interface Population {
    /// Fills a fresh database. Where the clock stands at the end, the tests go on, a moment later.
    void fill(Workbench bench);

    /// No population at all.
    final class Nothing implements Population {
        @Override
        public void fill(Workbench bench) {}
    }
}
