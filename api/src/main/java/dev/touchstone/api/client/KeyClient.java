package dev.touchstone.api.client;

import dev.touchstone.api.client.Transport.Call;
import dev.touchstone.api.key.MadeKey;
import dev.touchstone.api.key.NewKey;
import dev.touchstone.api.key.StoredKey;
import java.util.List;

/// The part of [TouchstoneClient] about API keys. It lives as long as its client.
public final class KeyClient {
    private final Transport transport;

    KeyClient(Transport transport) {
        this.transport = transport;
    }

    /// Every key, also those that were revoked; oldest first.
    public List<StoredKey> keys() {
        return transport.page(Call.get("v1/keys"), StoredKey.class).items();
    }

    /// Makes a key. Sent again after a failure it may make a second one.
    public MadeKey make(NewKey wish) {
        return transport.send(Call.json("POST", "v1/keys", wish), MadeKey.class);
    }

    /// Ends a key, within seconds and for good.
    public void revoke(String id) {
        transport.send(Call.post("v1/keys/" + TouchstoneClient.encode(id) + "/revoke"));
    }
}
