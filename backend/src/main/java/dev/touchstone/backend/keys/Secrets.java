package dev.touchstone.backend.keys;

import dev.touchstone.backend.ledger.LedgerKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The secrets in force: the one that everything new is made under and, while it is being replaced, the one before,
/// under which whatever was made earlier still holds.
public final class Secrets {
    public static final String CURRENT = "TOUCHSTONE_SECRET";
    public static final String PREVIOUS = "TOUCHSTONE_SECRET_PREVIOUS";

    private static final String LEDGER = "ledger";

    private final ServerSecret current;
    private final @Nullable ServerSecret previous;

    private Secrets(ServerSecret current, @Nullable ServerSecret previous) {
        this.current = current;
        this.previous = previous;
    }

    /// One secret, none before it.
    public static Secrets only(ServerSecret current) {
        return new Secrets(current, null);
    }

    public static Secrets of(ServerSecret current, ServerSecret previous) {
        return new Secrets(current, previous);
    }

    /// Reads both from the environment; there is no default, and what somebody could guess is refused.
    ///
    /// @throws IllegalArgumentException naming the variable, never its value
    public static Secrets from(Map<String, String> environment) {
        ServerSecret current = read(CURRENT, environment.getOrDefault(CURRENT, ""));
        String before = environment.get(PREVIOUS);
        if (before == null) {
            return only(current);
        }
        ServerSecret previous = read(PREVIOUS, before);
        if (previous.equals(current)) {
            throw new IllegalArgumentException(PREVIOUS + " is the same as " + CURRENT + "; leave it away, or set "
                    + CURRENT + " to the output of: openssl rand -hex 32");
        }
        return of(current, previous);
    }

    private static ServerSecret read(String variable, String text) {
        Optional<String> weakness = SecretStrength.weakness(text);
        if (weakness.isPresent()) {
            throw new IllegalArgumentException(
                    variable + " " + weakness.get() + "; make one with: openssl rand -hex 32");
        }
        return ServerSecret.of(text);
    }

    /// What everything new is made under.
    public ServerSecret current() {
        return current;
    }

    /// What still holds besides; empty outside of a rotation.
    public Optional<ServerSecret> previous() {
        return Optional.ofNullable(previous);
    }

    /// The keys for one purpose, 32 bytes each, the current one first: make with the first, accept any.
    public List<byte[]> derive(String label) {
        List<byte[]> keys = new ArrayList<>(List.of(current.derive(label)));
        previous().ifPresent(secret -> keys.add(secret.derive(label)));
        return keys;
    }

    /// The keys of the ledger: the current secret's signs, and what the previous one signed still verifies.
    public LedgerKeys ledgerKeys() {
        byte[][] former =
                previous().map(secret -> new byte[][] {secret.derive(LEDGER)}).orElse(new byte[0][]);
        return LedgerKeys.of(current.derive(LEDGER), former);
    }

    /// Never a secret itself.
    @Override
    public String toString() {
        return previous == null ? "Secrets[current]" : "Secrets[current, previous]";
    }
}
