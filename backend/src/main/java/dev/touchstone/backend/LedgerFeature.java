package dev.touchstone.backend;

import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.ledger.LedgerKeys;
import dev.touchstone.backend.ledger.LedgerRoutes;
import dev.touchstone.backend.ledger.LedgerSearch;
import dev.touchstone.backend.ledger.LedgerVerifier;
import dev.touchstone.backend.ledger.LedgerWords;
import dev.touchstone.backend.ledger.Verification;
import dev.touchstone.backend.ledger.Witness;
import dev.touchstone.backend.output.OutputWitness;
import dev.touchstone.backend.review.DecisionWitness;
import dev.touchstone.backend.schedule.Task;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.backup.Soundness;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Wires the ledger: whom it asks about rows, and where its head is told.
public final class LedgerFeature {
    private static final Logger log = LoggerFactory.getLogger(LedgerFeature.class);
    private static final List<Witness> WITNESSES =
            List.of(new DecisionWitness(), OutputWitness.FACTS, OutputWitness.TEXT);

    private final Ledger ledger;
    private final Database database;
    private final LedgerKeys keys;

    LedgerFeature(Ledger ledger, Database database, LedgerKeys keys) {
        this.ledger = ledger;
        this.database = database;
        this.keys = keys;
    }

    /// For commands and checks that look at a database beside the server.
    public static LedgerVerifier verifier(LedgerKeys keys) {
        return new LedgerVerifier(keys, WITNESSES);
    }

    /// What a backup demands besides whole files: a ledger that holds.
    public static Soundness soundness(LedgerKeys keys) {
        return (handle, keyless) -> {
            Verification found = verifier(keys).verify(handle, null);
            boolean holds = found instanceof Verification.Intact || keyless && found instanceof Verification.Unsigned;
            return holds ? Optional.empty() : Optional.of("its ledger is " + LedgerWords.of(found));
        };
    }

    void start() {
        ledger.begin(WITNESSES);
        tellHead();
    }

    List<Endpoint> endpoints() {
        return new LedgerRoutes(
                        ledger, new LedgerSearch(database), () -> verifier(keys).verify(database, null))
                .endpoints();
    }

    Task task() {
        return new Task("ledger-head", "0 17 * * * ?", ZoneOffset.UTC, this::tellHead);
    }

    /// A log that is kept elsewhere is an anchor that nobody has to care for.
    private void tellHead() {
        log.info("ledger head={}", ledger.head());
    }
}
