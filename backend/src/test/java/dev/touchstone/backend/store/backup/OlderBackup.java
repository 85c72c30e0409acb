package dev.touchstone.backend.store.backup;

import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.store.Dialect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.PGConnection;

/// Makes a backup as the program of an older schema would have.
final class OlderBackup {
    private OlderBackup() {}

    static void write(DatabaseConfig config, String version, Path file) throws Exception {
        boolean sqlite = config.dialect() == Dialect.SQLITE;
        String url = sqlite ? "jdbc:sqlite:" + config.sqliteFile() : config.url();
        String[] migrations = sqlite
                ? new String[] {"classpath:db/migration"}
                : new String[] {"classpath:db/migration", "classpath:db/migration-postgresql"};
        Flyway.configure()
                .dataSource(url, null, null)
                .locations(migrations)
                .target(version)
                .load()
                .migrate();
        Files.createFile(file);
        try (Handle handle = Jdbi.create(url).open();
                BackupWriter writer = new BackupWriter(file)) {
            handle.execute(
                    "INSERT INTO api_key (id, name, scopes, secret_hmac, created_at_ms) VALUES ('k', 'k', 'a', 'h', 1)");
            handle.execute(
                    "INSERT INTO ledger_entry (seq, at_ms, actor, action, subject, prev_hash, hash) VALUES (1, 1, 'a',"
                            + " 'b', 'c', '', 'f6eab1d2a1b9dd25d7fb44edef7ead730a6198fd21bff9d49e96deac00e30f50')");
            handle.execute("UPDATE ledger_head SET seq = 1, hash = (SELECT hash FROM ledger_entry)");
            Map<String, Long> rows = Tables.rows(handle);
            if (sqlite) {
                writer.part(SqliteCopy.PART, "", List.of(), done -> {}, out -> Files.copy(config.sqliteFile(), out));
            } else {
                for (String table : Tables.inOrder(handle)) {
                    List<String> columns = Tables.columns(handle, table);
                    String sql = "COPY " + table + " (" + String.join(", ", columns) + ") TO STDOUT";
                    writer.part("tables/" + table + ".copy", table, columns, done -> {}, out -> {
                        try {
                            handle.getConnection()
                                    .unwrap(PGConnection.class)
                                    .getCopyAPI()
                                    .copyOut(sql, out);
                        } catch (java.sql.SQLException e) {
                            throw new IllegalStateException(e);
                        }
                    });
                }
            }
            writer.finish(new Manifest(Manifest.FORMAT, config.dialect().wire(), version, 1, rows, writer.parts()));
        }
    }
}
