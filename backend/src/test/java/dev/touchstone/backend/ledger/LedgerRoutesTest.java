package dev.touchstone.backend.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.wire.LedgerHead;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.LedgerFeature;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.ServedBackend;

class LedgerRoutesTest {
    @EveryDatabase
    void theHeadIsTakenByVerifyForEver(ServedBackend served) {
        String exporter = served.key(null, Scope.EXPORTS_READ);

        LedgerHead head = served.client(exporter).ledgerHead();
        served.key(null, Scope.OUTPUTS_READ);

        assertThat(head.seq()).isPositive();
        assertThat(head.anchor()).isEqualTo(head.seq() + ":" + head.hash());
        assertThat(served.client.ledgerHead().seq()).isEqualTo(head.seq() + 1);
        try (Database database = Database.open(served.database)) {
            LedgerVerifier verifier = LedgerFeature.verifier(ServedBackend.SECRET.ledgerKeys());
            assertThat(verifier.verify(database, Anchor.parse(head.anchor()))).isInstanceOf(Verification.Intact.class);
            assertThat(verifier.verify(database, new Anchor(1L, head.hash()))).isInstanceOf(Verification.Broken.class);
        }
    }

    @EveryDatabase
    void theHeadIsForWhoMayExport(ServedBackend served) {
        assertThatThrownBy(() ->
                        served.client(served.key(null, Scope.OUTPUTS_READ)).ledgerHead())
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.status()).isEqualTo(403));
    }
}
