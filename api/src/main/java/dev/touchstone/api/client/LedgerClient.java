package dev.touchstone.api.client;

import dev.touchstone.api.client.Transport.Call;
import dev.touchstone.api.ledger.LedgerCheck;
import dev.touchstone.api.ledger.LedgerLine;
import dev.touchstone.api.wire.Page;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The part of [TouchstoneClient] about the ledger. It lives as long as its client.
public final class LedgerClient {
    /// The whole chain is read.
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Transport transport;

    LedgerClient(Transport transport) {
        this.transport = transport;
    }

    /// Which entries to list.
    ///
    /// @param actor only what this one did; null for everybody
    /// @param action only actions that begin so, such as `policy`; null for all
    /// @param subject only what was done to this; null for everything
    public record Wanted(
            @Nullable String actor,
            @Nullable String action,
            @Nullable String subject) {}

    /// Entries, newest first. A page may be empty while there is more to search.
    public Page<LedgerLine> entries(Wanted wanted, @Nullable String cursor, int limit) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("actor", wanted.actor());
        values.put("action", wanted.action());
        values.put("subject", wanted.subject());
        values.put("cursor", cursor);
        values.put("limit", limit);
        return transport.page(Call.get("v1/ledger" + TouchstoneClient.query(values)), LedgerLine.class);
    }

    /// Reads the whole ledger and says whether it holds.
    public LedgerCheck verify() {
        return transport.send(Call.post("v1/ledger:verify").withWait(LONG), LedgerCheck.class);
    }
}
