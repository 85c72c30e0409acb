package dev.touchstone.backend.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.client.LedgerClient;
import dev.touchstone.api.client.LedgerClient.Wanted;
import dev.touchstone.api.ledger.LedgerCheck;
import dev.touchstone.api.ledger.LedgerLine;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Page;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.ServedBackend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

class LedgerSearchTest {
    @EveryDatabase
    void entriesAreFoundByWhoWhatAndToWhat(ServedBackend served) {
        changes(served, 5);
        LedgerClient ledger = served.client.ledger();

        List<LedgerLine> policies = all(ledger, new Wanted(null, "policy", null), 2);

        assertThat(policies).extracting(LedgerLine::subject).startsWith("claims@5", "claims@4", "claims@3");
        assertThat(policies).extracting(LedgerLine::seq).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(all(ledger, new Wanted(null, null, "claims@2"), 50)).hasSize(1);
        assertThat(all(ledger, new Wanted("nobody", null, null), 50)).isEmpty();
        assertThat(all(ledger, new Wanted(null, null, null), 3))
                .hasSize((int) served.client.ledgerHead().seq());
    }

    @EveryDatabase
    void theWholeLedgerIsChecked(ServedBackend served) {
        changes(served, 3);

        LedgerCheck check = served.client.ledger().verify();

        assertThat(check.intact()).isTrue();
        assertThat(check.entries()).isEqualTo(served.client.ledgerHead().seq());
        assertThat(check.words()).startsWith("The ledger is ");
    }

    private static void changes(ServedBackend served, int count) {
        for (int i = 1; i <= count; i++) {
            var unused = served.client.putPipeline("claims", Json.read("{\"audit_rate\": 0." + i + "}", Policy.class));
        }
    }

    /// Page by page.
    private static List<LedgerLine> all(LedgerClient ledger, Wanted wanted, int limit) {
        List<LedgerLine> lines = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Page<LedgerLine> page = ledger.entries(wanted, cursor, limit);
            lines.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);
        return lines;
    }
}
