package dev.touchstone.app;

import dev.touchstone.backend.LedgerFeature;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.store.ServerLock;
import dev.touchstone.backend.store.backup.MoveToPostgres;
import dev.touchstone.backend.store.backup.Restore;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `touchstone migrate-to-postgres URL`: from SQLite's file to a PostgreSQL, while no server runs.
@Command(
        name = "migrate-to-postgres",
        description = "Moves everything from the SQLite file to an empty PostgreSQL; no server may use either.",
        mixinStandardHelpOptions = true)
final class MigrateToPostgresCommand implements Callable<Integer> {
    @Mixin
    private final Settings settings = new Settings();

    @Parameters(
            paramLabel = "URL",
            description = "Where to: postgresql://user@host:port/name, with its password in"
                    + " TOUCHSTONE_DATABASE_PASSWORD.")
    private String url = "";

    @Override
    public Integer call() {
        DatabaseConfig from = settings.backend().database();
        DatabaseConfig to = new DatabaseConfig(url, System.getenv("TOUCHSTONE_DATABASE_PASSWORD"), from.readers());
        MoveToPostgres move = new MoveToPostgres(
                InstantSource.system(),
                LedgerFeature.soundness(settings.secrets().ledgerKeys()),
                new ProgressLines());
        Restore.Restored moved;
        ServerLock lock = ServerLock.take(from, InstantSource.system().instant());
        try {
            moved = move.move(from, to);
        } finally {
            lock.close();
        }
        System.out.printf(
                "moved: %,d outputs, %,d reviews, %,d decisions, %,d ledger entries, each count and the ledger verified%n",
                moved.rows().get("output"),
                moved.rows().get("review"),
                moved.rows().get("decision"),
                moved.rows().getOrDefault("ledger_entry", 0L));
        System.out.println("Set TOUCHSTONE_DATABASE_URL=" + url + " and start; " + from.sqliteFile()
                + " is as it was and can be deleted once you are content.");
        return 0;
    }
}
