package dev.touchstone.backend.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.backend.ledger.Ledger.Verification;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.util.List;
import java.util.Map;

class LedgerTest {
    private static void fill(Workbench bench) {
        for (int i = 1; i <= 5; i++) {
            int number = i;
            bench.database
                    .writer()
                    .useTransaction(tx ->
                            bench.ledger.append(tx, "alice", "did", "thing-" + number, null, Map.of("number", number)));
        }
    }

    private static void tamper(Workbench bench, String sql) {
        bench.database.writer().useHandle(handle -> handle.execute(sql));
    }

    @EveryDatabase
    void anUntouchedLogIsIntact(Workbench bench) {
        fill(bench);

        Verification found = bench.ledger.verify(null);

        assertThat(found).isInstanceOfSatisfying(Verification.Intact.class, intact -> {
            assertThat(intact.entries()).isEqualTo(5);
            assertThat(bench.ledger.verify(intact.headHash())).isEqualTo(intact);
        });
    }

    @EveryDatabase
    void anyChangeRemovalOrInsertionIsFoundWhereItHappened(Workbench bench) {
        fill(bench);
        List<Map.Entry<String, Long>> attacks = List.of(
                Map.entry("UPDATE ledger_entry SET actor = 'bob' WHERE seq = 2", 2L),
                Map.entry("UPDATE ledger_entry SET before = '' WHERE seq = 3", 3L),
                Map.entry("UPDATE ledger_entry SET at_ms = at_ms + 1 WHERE seq = 5", 5L));
        for (Map.Entry<String, Long> attack : attacks) {
            try (Workbench fresh = new Workbench(dev.touchstone.backend.testing.TestDatabases.newSqlite())) {
                fill(fresh);
                tamper(fresh, attack.getKey());
                assertThat(fresh.ledger.verify(null))
                        .as(attack.getKey())
                        .isInstanceOfSatisfying(
                                Verification.Broken.class,
                                broken -> assertThat(broken.seq()).isEqualTo(attack.getValue()));
            }
        }
        tamper(bench, "DELETE FROM ledger_entry WHERE seq = 4");
        assertThat(bench.ledger.verify(null)).isEqualTo(new Verification.Broken(4, "the row is missing"));
    }

    @EveryDatabase
    void aLogCutOffAtTheEndIsFound(Workbench bench) {
        fill(bench);
        String head = bench.ledger.verify(null) instanceof Verification.Intact intact ? intact.headHash() : "";

        tamper(bench, "DELETE FROM ledger_entry WHERE seq = 5");
        assertThat(bench.ledger.verify(null)).isInstanceOf(Verification.Broken.class);

        // Whoever also turns the head back is found by a hash that was kept elsewhere.
        tamper(bench, "UPDATE ledger_head SET seq = 4, hash = (SELECT hash FROM ledger_entry WHERE seq = 4)");
        assertThat(bench.ledger.verify(null)).isInstanceOf(Verification.Intact.class);
        assertThat(bench.ledger.verify(head)).isInstanceOf(Verification.Broken.class);
    }
}
