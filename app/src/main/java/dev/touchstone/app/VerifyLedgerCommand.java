package dev.touchstone.app;

import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.store.Database;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `touchstone verify-ledger`: follows the hash chain of the ledger from its beginning.
@Command(
        name = "verify-ledger",
        aliases = "verify-audit",
        description = "Verifies the ledger.",
        mixinStandardHelpOptions = true)
final class VerifyLedgerCommand implements Callable<Integer> {
    @Mixin
    private final Settings settings = new Settings();

    @Option(
            names = "--expect",
            paramLabel = "HASH",
            description = "A head hash printed earlier; the chain must contain it, or rows were cut off.")
    private @Nullable String expected;

    @Override
    public Integer call() {
        try (Database database = Database.open(settings.backend().database())) {
            Ledger ledger = new Ledger(database, InstantSource.system());
            return switch (ledger.verify(expected)) {
                case Ledger.Verification.Intact intact -> {
                    System.out.println("intact: " + intact.entries() + " entries, head " + intact.headHash());
                    yield 0;
                }
                case Ledger.Verification.Broken broken -> {
                    System.out.println("BROKEN at entry " + broken.seq() + ": " + broken.why());
                    yield 1;
                }
            };
        }
    }
}
