package dev.touchstone.app;

import dev.touchstone.backend.LedgerFeature;
import dev.touchstone.backend.ledger.Anchor;
import dev.touchstone.backend.ledger.LedgerWords;
import dev.touchstone.backend.ledger.Verification;
import dev.touchstone.backend.store.Database;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `touchstone verify-ledger`: follows the ledger from its beginning, and compares decisions and outputs with it.
@Command(
        name = "verify-ledger",
        aliases = "verify-audit",
        description = "Verifies the ledger, and the decisions and outputs it vouches for.",
        mixinStandardHelpOptions = true)
final class VerifyLedgerCommand implements Callable<Integer> {
    @Mixin
    private final Settings settings = new Settings();

    @Option(
            names = "--expect",
            paramLabel = "SEQ:HASH",
            description = "A head seen earlier; the ledger must contain it, or entries were cut off or redone.")
    private @Nullable String expected;

    @Override
    public Integer call() {
        Anchor anchor = expected == null ? null : Anchor.parse(expected);
        try (Database database = Database.open(settings.backend().database())) {
            Verification found =
                    LedgerFeature.verifier(settings.secrets().ledgerKeys()).verify(database, anchor);
            System.out.println(LedgerWords.of(found));
            return found instanceof Verification.Intact ? 0 : 1;
        }
    }
}
