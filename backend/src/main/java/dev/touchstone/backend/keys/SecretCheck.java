package dev.touchstone.backend.keys;

import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.store.Database;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jdbi.v3.core.Handle;

/// Whether a process was started with the secret of its database. With another one every key would be refused and every
/// signature wrong, without a word about why.
public final class SecretCheck {
    private static final String NAME = "secret_check";

    private SecretCheck() {}

    /// Compares with what a server left in the database; one without a check value gets it.
    ///
    /// @throws OtherSecret when it is another secret, or the server has not yet been started with the current one
    public static void require(Database database, Secrets secrets) {
        String known = database.writer().inTransaction(transaction -> known(transaction, secrets));
        if (!same(known, secrets.current())) {
            throw secrets.previous().filter(secret -> same(known, secret)).isPresent()
                    ? OtherSecret.notYetReplaced()
                    : new OtherSecret();
        }
    }

    /// As [#require], and makes the current secret that of the database when it was the previous one until now.
    ///
    /// @throws OtherSecret when it is neither
    public static void adopt(Database database, Ledger ledger, Secrets secrets) {
        database.writer().useTransaction(transaction -> {
            String known = known(transaction, secrets);
            if (same(known, secrets.current())) {
                return;
            }
            if (secrets.previous().filter(secret -> same(known, secret)).isEmpty()) {
                throw new OtherSecret();
            }
            String current = of(secrets.current());
            transaction.attach(ApiKeyDao.class).mark(known);
            transaction.attach(InstallationDao.class).replace(NAME, current);
            ledger.append(transaction, "operator", "secret.replaced", "installation", null, null);
        });
    }

    private static String known(Handle transaction, Secrets secrets) {
        InstallationDao dao = transaction.attach(InstallationDao.class);
        dao.put(NAME, of(secrets.current()));
        return dao.value(NAME).orElseThrow();
    }

    /// What is kept of a secret; it says nothing about it.
    static String of(ServerSecret secret) {
        return HexFormat.of().formatHex(secret.derive("check"));
    }

    private static boolean same(String known, ServerSecret secret) {
        return MessageDigest.isEqual(HexFormat.of().parseHex(known), secret.derive("check"));
    }
}
