package dev.touchstone.backend.ledger;

import static java.util.Objects.requireNonNull;

import dev.touchstone.backend.store.Database;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Writes chains as versions without a key did, by code of its own: older databases hold them, and whoever can write a
/// database but has no key could write them.
final class OldChain {
    private OldChain() {}

    static void write(Database database, int entries) {
        database.writer().useTransaction(tx -> {
            for (int seq = 1; seq <= entries; seq++) {
                tx.createUpdate("""
                                INSERT INTO ledger_entry (seq, at_ms, actor, action, subject, prev_hash, hash)
                                VALUES (:seq, :seq, 'alice', 'did', 'thing', '', '')
                                """).bind("seq", seq).execute();
            }
            redo(tx);
        });
    }

    /// Makes every entry an unsigned one whose hashes are right, and the head too.
    static void redo(Database database) {
        database.writer().useTransaction(tx -> redo(tx));
    }

    /// Makes the chain one of somebody else's key.
    ///
    /// @param underOurName whether it claims to be of the key that was there before
    static void redoUnder(Handle tx, LedgerKey key, boolean underOurName) {
        LedgerDao dao = tx.attach(LedgerDao.class);
        String name = underOurName ? requireNonNull(dao.head().keyId()) : key.id();
        String hash = "";
        List<LedgerEntry> entries = dao.page(0, 100_000);
        for (LedgerEntry entry : entries) {
            String next = digest(
                    "2",
                    hash,
                    String.valueOf(entry.seq()),
                    String.valueOf(entry.atMs()),
                    entry.act().actor(),
                    entry.act().action(),
                    entry.act().subject(),
                    entry.change().before(),
                    entry.change().after(),
                    entry.change().vouches(),
                    name);
            tx.createUpdate("""
                            UPDATE ledger_entry SET prev_hash = :prev, hash = :hash, key_id = :key, mac = :mac
                            WHERE seq = :seq
                            """)
                    .bind("prev", hash)
                    .bind("hash", next)
                    .bind("key", name)
                    .bind("mac", key.ofEntry(next))
                    .bind("seq", entry.seq())
                    .execute();
            hash = next;
        }
        dao.moveHead(new ChainHead(entries.size(), hash, name, key.ofHead(entries.size(), hash)));
    }

    static void redo(Handle tx) {
        String hash = "";
        List<LedgerEntry> entries = tx.attach(LedgerDao.class).page(0, 100_000);
        for (LedgerEntry entry : entries) {
            String next = digest(
                    hash,
                    String.valueOf(entry.seq()),
                    String.valueOf(entry.atMs()),
                    entry.act().actor(),
                    entry.act().action(),
                    entry.act().subject(),
                    entry.change().before(),
                    entry.change().after());
            tx.createUpdate("""
                            UPDATE ledger_entry
                            SET prev_hash = :prev, hash = :hash, key_id = NULL, mac = NULL, vouches = NULL
                            WHERE seq = :seq
                            """)
                    .bind("prev", hash)
                    .bind("hash", next)
                    .bind("seq", entry.seq())
                    .execute();
            hash = next;
        }
        tx.attach(LedgerDao.class).moveHead(new ChainHead(entries.size(), hash, null, null));
    }

    private static String digest(@Nullable String... fields) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String field : fields) {
                byte[] bytes = field == null ? new byte[0] : field.getBytes(StandardCharsets.UTF_8);
                sha.update(((field == null ? "-" : bytes.length) + ":").getBytes(StandardCharsets.US_ASCII));
                sha.update(bytes);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
