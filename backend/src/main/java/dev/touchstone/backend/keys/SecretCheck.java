package dev.touchstone.backend.keys;

import dev.touchstone.backend.store.Database;
import java.security.MessageDigest;
import java.util.HexFormat;

/// Whether a process was started with the secret of its database. With another one every key would be refused and every
/// signature wrong, without a word about why.
public final class SecretCheck {
    private static final String NAME = "secret_check";

    private SecretCheck() {}

    /// Remembers the secret's check value in a database that has none, and compares it in one that has.
    ///
    /// @throws OtherSecret when it is another secret
    public static void require(Database database, ServerSecret secret) {
        byte[] own = secret.derive("check");
        String known = database.writer().inTransaction(transaction -> {
            InstallationDao dao = transaction.attach(InstallationDao.class);
            dao.put(NAME, HexFormat.of().formatHex(own));
            return dao.value(NAME).orElseThrow();
        });
        if (!MessageDigest.isEqual(HexFormat.of().parseHex(known), own)) {
            throw new OtherSecret();
        }
    }
}
