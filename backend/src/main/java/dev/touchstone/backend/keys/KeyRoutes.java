package dev.touchstone.backend.keys;

import dev.touchstone.api.key.MadeKey;
import dev.touchstone.api.key.NewKey;
import dev.touchstone.api.key.StoredKey;
import dev.touchstone.api.wire.Page;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.ApiProblem;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.http.Types;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `GET|POST /v1/keys` · `POST /v1/keys/{id}/revoke`. Whoever sees one pipeline only makes no keys.
public final class KeyRoutes {
    private final ApiKeys keys;

    public KeyRoutes(ApiKeys keys) {
        this.keys = keys;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/v1/keys", "listKeys", "Every API key, without its secret; oldest first.")
                        .scope(Scope.ADMIN)
                        .answers(Types.page(StoredKey.class))
                        .by(this::list),
                Endpoint.post("/v1/keys", "makeKey", "Makes an API key. Its token is told this once.")
                        .scope(Scope.ADMIN)
                        .takes(NewKey.class)
                        .answers(MadeKey.class)
                        .by(this::make),
                Endpoint.post("/v1/keys/{id}/revoke", "revokeKey", "Ends an API key for good, within seconds.")
                        .scope(Scope.ADMIN)
                        .answers(204, Void.class)
                        .orRefuses(404, "There is no such key, or it is revoked already.")
                        .by(this::revoke));
    }

    private Page<StoredKey> list(Call call) {
        requireAllPipelines(call);
        return new Page<>(keys.list().stream().map(KeyRoutes::stored).toList(), null);
    }

    private MadeKey make(Call call) {
        requireAllPipelines(call);
        NewKey wish = call.body(NewKey.class);
        ApiKeys.Created created = keys.create(
                wish.name(),
                wish.pipeline(),
                Set.copyOf(wish.scopes()),
                wish.lifetime(),
                call.caller().keyId());
        return new MadeKey(stored(created.key()), created.token());
    }

    private @Nullable Object revoke(Call call) {
        requireAllPipelines(call);
        if (!keys.revoke(call.path("id"), call.caller().keyId())) {
            throw ApiProblem.notFound("unknown-key", "There is no such key that still holds; GET /v1/keys lists them.");
        }
        return null;
    }

    private static StoredKey stored(ApiKey key) {
        return new StoredKey(
                key.id(),
                key.name(),
                key.pipeline(),
                key.scopeSet().stream().sorted().toList(),
                Instant.ofEpochMilli(key.createdAtMs()),
                key.expiresAtMs() == null ? null : Instant.ofEpochMilli(key.expiresAtMs()),
                key.revokedAtMs() == null ? null : Instant.ofEpochMilli(key.revokedAtMs()));
    }

    private static void requireAllPipelines(Call call) {
        if (call.caller().onlyPipeline().isPresent()) {
            throw ApiProblem.forbidden(
                    "key-of-one-pipeline", "Keys are those of the installation; use a key made without --pipeline.");
        }
    }
}
