package dev.touchstone.backend.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Statements;
import dev.touchstone.backend.testing.Workbench;
import java.util.List;

class ReadinessTest {
    @EveryDatabase
    void howeverOftenItIsAskedItWritesOnceInAWhile(Workbench bench) {
        Statements statements = Statements.of(bench.database);
        Readiness readiness = new Readiness(bench.database, bench.clock, () -> List.of("a note"));

        for (int i = 0; i < 200; i++) {
            assertThat(readiness.now())
                    .isInstanceOfSatisfying(
                            Readiness.State.Ready.class,
                            ready -> assertThat(ready.health().notes()).containsExactly("a note"));
        }

        // A row and its end, once; a slow machine may need a second time.
        assertThat(statements.count()).isLessThanOrEqualTo(4);
        assertThat(bench.count("writer_probe")).isZero();
    }

    @EveryDatabase
    void whoCannotWriteIsNotReadyAlthoughItCanRead(Workbench bench) {
        bench.database.writer().useHandle(handle -> handle.execute("DROP TABLE writer_probe"));
        Readiness readiness = new Readiness(bench.database, bench.clock, List::of);

        assertThat(readiness.now()).isInstanceOf(Readiness.State.NotReady.class);
        assertThat(bench.count("output")).isZero();
    }

    @EveryDatabase
    void aNoteThatCannotBeReadMakesNobodyUnready(Workbench bench) {
        Readiness readiness = new Readiness(bench.database, bench.clock, () -> {
            throw new IllegalStateException("no connection");
        });

        assertThat(readiness.now()).isInstanceOf(Readiness.State.Ready.class);
    }
}
