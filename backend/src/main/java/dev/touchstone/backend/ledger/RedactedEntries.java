package dev.touchstone.backend.ledger;

import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.ledger.Verification.Broken;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Entries that say that they lost their texts, until the entry comes by that says so too. One that waits in vain was
/// changed by somebody else.
final class RedactedEntries {
    private final Map<Long, Waiting> waiting = new TreeMap<>();

    private record Waiting(long by, String hash, String content) {}

    /// An entry without its texts.
    void found(LedgerEntry entry) {
        waiting.put(
                entry.seq(),
                new Waiting(
                        java.util.Objects.requireNonNull(entry.redactedBy()),
                        entry.seal().hash(),
                        entry.digest()));
    }

    /// An entry that follows; only a redaction is looked at, and only once its own seal is known to hold.
    ///
    /// @return which entry is not what the redaction left of it; null when all are
    @Nullable
    Broken follow(LedgerEntry entry) {
        if (!entry.act().action().equals(Redactor.ACTION) || entry.change().after() == null) {
            return null;
        }
        for (Redaction.Redacted said :
                Json.read(entry.change().after(), Redaction.class).entries()) {
            Waiting one = waiting.get(said.seq());
            if (one == null) {
                return new Broken(said.seq(), "it was redacted by entry " + entry.seq() + ", and says something again");
            }
            if (one.by() == entry.seq()) {
                if (!one.hash().equals(said.hash()) || !one.content().equals(said.content())) {
                    return new Broken(said.seq(), "what is left of it was changed");
                }
                waiting.remove(said.seq());
            }
        }
        return null;
    }

    /// What nobody vouches for; null when there is nothing.
    @Nullable
    Broken rest() {
        return waiting.keySet().stream()
                .findFirst()
                .map(seq -> new Broken(seq, "its content was removed, and no entry says by whom"))
                .orElse(null);
    }
}
