package dev.touchstone.app;

import dev.touchstone.backend.LedgerFeature;
import dev.touchstone.backend.store.backup.Backup;
import dev.touchstone.backend.store.backup.Soundness;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `touchstone backup FILE`: everything in one file, beside a running server.
@Command(
        name = "backup",
        description = "Writes a verified backup of the database to a file, beside a running server.",
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    @Mixin
    private final Settings settings = new Settings();

    @Parameters(paramLabel = "FILE", description = "Where to, such as touchstone-backup.zip.")
    private Path file = Path.of("");

    @Option(names = "--overwrite", description = "Replaces a file of that name, once the new one is verified.")
    private boolean overwrite;

    @Option(
            names = "--despite-ledger",
            description = "Makes the backup although the ledger does not verify, and says what is wrong with it.")
    private boolean despiteLedger;

    @Override
    public Integer call() {
        Soundness ledger = LedgerFeature.soundness(settings.secrets().ledgerKeys());
        Backup backup = new Backup(
                settings.backend().database(),
                InstantSource.system(),
                despiteLedger ? onlySaid(ledger) : ledger,
                new ProgressLines());
        Backup.Made made = backup.to(file, overwrite);
        System.out.printf(
                "%s: %,d bytes, schema %s, %,d outputs, %,d reviews, %,d decisions, %,d ledger entries%n",
                made.file(),
                made.bytes(),
                made.schemaVersion(),
                made.rows().get("output"),
                made.rows().get("review"),
                made.rows().get("decision"),
                made.rows().get("ledger_entry"));
        return 0;
    }

    /// Tells what is wrong and lets it pass.
    static Soundness onlySaid(Soundness ledger) {
        return (handle, keyless) -> {
            ledger.complaint(handle, keyless).ifPresent(complaint -> System.err.println("WARNING: " + complaint));
            return Optional.empty();
        };
    }
}
