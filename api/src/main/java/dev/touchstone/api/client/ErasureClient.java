package dev.touchstone.api.client;

import dev.touchstone.api.client.Transport.Call;
import dev.touchstone.api.erasure.Erasure;
import dev.touchstone.api.erasure.Hold;
import dev.touchstone.api.erasure.NewErasure;
import dev.touchstone.api.erasure.NewHold;
import dev.touchstone.api.wire.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The part of [TouchstoneClient] about texts that must go, and texts that must stay. It lives as long as its client.
public final class ErasureClient {
    private final Transport transport;

    ErasureClient(Transport transport) {
        this.transport = transport;
    }

    /// Asks that texts be erased. It is durable when this returns, and done in the background.
    public Erasure erase(NewErasure wish) {
        return transport.send(Call.json("POST", "v1/erasures", wish), Erasure.class);
    }

    /// How far an erasure is; once it is done, its receipt.
    public Erasure erasure(String id) {
        return transport.send(Call.get("v1/erasures/" + TouchstoneClient.encode(id)), Erasure.class);
    }

    /// Erasures, the newest first.
    ///
    /// @param cursor where the page before ended; null for the first
    public Page<Erasure> erasures(@Nullable String cursor, int limit) {
        Map<String, @Nullable Object> query = new LinkedHashMap<>();
        query.put("cursor", cursor);
        query.put("limit", limit);
        return transport.page(Call.get("v1/erasures" + TouchstoneClient.query(query)), Erasure.class);
    }

    /// Keeps texts from being erased and from expiring.
    public Hold hold(NewHold wish) {
        return transport.send(Call.json("POST", "v1/holds", wish), Hold.class);
    }

    /// Every hold, the newest first.
    public List<Hold> holds() {
        return transport.list(Call.get("v1/holds"), Hold.class);
    }

    /// Lets a hold go. To repeat it changes nothing.
    public Hold release(String id) {
        return transport.send(Call.post("v1/holds/" + TouchstoneClient.encode(id) + ":release"), Hold.class);
    }
}
