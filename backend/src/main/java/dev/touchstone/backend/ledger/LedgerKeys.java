package dev.touchstone.backend.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The keys of a ledger: one signs, and each of them verifies, so that the secret behind them can be exchanged.
public final class LedgerKeys {
    private final List<LedgerKey> keys;

    private LedgerKeys(List<LedgerKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /// @param signing derived from the secret in force, 32 bytes
    /// @param former derived from secrets before it
    public static LedgerKeys of(byte[] signing, byte[]... former) {
        List<LedgerKey> keys = new ArrayList<>();
        keys.add(new LedgerKey(signing));
        for (byte[] key : former) {
            keys.add(new LedgerKey(key));
        }
        return new LedgerKeys(keys);
    }

    LedgerKey signing() {
        return keys.getFirst();
    }

    Optional<LedgerKey> named(@Nullable String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }
}
