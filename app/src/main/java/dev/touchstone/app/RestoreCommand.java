package dev.touchstone.app;

import dev.touchstone.backend.LedgerFeature;
import dev.touchstone.backend.store.ServerLock;
import dev.touchstone.backend.store.backup.Restore;
import dev.touchstone.backend.store.backup.Soundness;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `touchstone restore FILE`: the way back from a backup, while no server runs.
@Command(
        name = "restore",
        description = "Puts a backup in the place of the database, which no server may have open.",
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    @Mixin
    private final Settings settings = new Settings();

    @Parameters(paramLabel = "FILE", description = "The backup.")
    private Path file = Path.of("");

    @Option(names = "--force", description = "Replaces a database that is there already, and keeps it beside.")
    private boolean force;

    @Option(
            names = "--despite-ledger",
            description = "Restores although the ledger does not verify, and says what is wrong with it.")
    private boolean despiteLedger;

    /// No server may have the database while it is replaced.
    private Restore.Restored restored(Restore restore) {
        ServerLock lock = ServerLock.take(
                settings.backend().database(), InstantSource.system().instant());
        try {
            return restore.from(file, force);
        } finally {
            lock.close();
        }
    }

    @Override
    public Integer call() {
        Soundness ledger = LedgerFeature.soundness(settings.secrets().ledgerKeys());
        Restore restore = new Restore(
                settings.backend().database(),
                InstantSource.system(),
                despiteLedger ? BackupCommand.onlySaid(ledger) : ledger,
                new ProgressLines());
        Restore.Restored restored = restored(restore);
        System.out.printf(
                "restored the backup of %s: %,d outputs, %,d reviews, %,d decisions, %,d ledger entries%n",
                Instant.ofEpochMilli(restored.createdAtMs()),
                restored.rows().get("output"),
                restored.rows().get("review"),
                restored.rows().get("decision"),
                restored.rows().getOrDefault("ledger_entry", 0L));
        restored.replaced().ifPresent(kept -> System.out.println("what it replaced is kept as " + kept));
        return 0;
    }
}
