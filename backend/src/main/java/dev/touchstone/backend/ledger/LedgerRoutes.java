package dev.touchstone.backend.ledger;

import dev.touchstone.api.wire.LedgerHead;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Endpoint;
import java.util.List;

/// `GET /v1/ledger/head`. It tells how many entries there are and a hash, and nothing of what they say, so that
/// whatever keeps heads elsewhere needs no more than the right to export.
public final class LedgerRoutes {
    private final Ledger ledger;

    public LedgerRoutes(Ledger ledger) {
        this.ledger = ledger;
    }

    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get(
                        "/v1/ledger/head",
                        "getLedgerHead",
                        "Where the ledger ends. Kept elsewhere, it shows later whether entries were cut off or redone.")
                .scope(Scope.EXPORTS_READ)
                .answers(LedgerHead.class)
                .by(call -> head()));
    }

    private LedgerHead head() {
        Anchor head = ledger.head();
        return new LedgerHead(head.seq() == null ? 0 : head.seq(), head.hash(), head.toString());
    }
}
