package dev.touchstone.backend.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.LedgerClient;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.key.MadeKey;
import dev.touchstone.api.key.NewKey;
import dev.touchstone.api.key.StoredKey;
import dev.touchstone.api.ledger.LedgerLine;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.ServedBackend;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

class KeyRoutesTest {
    private static final PipelineName OWN = new PipelineName(ServedBackend.PIPELINE);

    @EveryDatabase
    void aKeyIsMadeUsedAndRevoked(ServedBackend served) {
        MadeKey made = served.client.keys().make(new NewKey("a test", OWN, List.of(Scope.OUTPUTS_READ), null));
        TouchstoneClient ofIt = served.client(made.token());

        assertThat(ofIt.pipelines()).hasSize(1);
        assertThat(refusal(() -> ofIt.keys().keys())).isEqualTo("403 missing-scope");
        assertThat(served.client.keys().keys()).contains(made.key());
        assertThat(made.toString()).contains(made.key().id());

        served.client.keys().revoke(made.key().id());
        assertThat(refusal(ofIt::pipelines)).isEqualTo("401 unauthorized");
        assertThat(refusal(() -> served.client.keys().revoke(made.key().id()))).isEqualTo("404 unknown-key");
        assertThat(served.client.keys().keys())
                .filteredOn(key -> key.id().equals(made.key().id()))
                .extracting(StoredKey::revokedAt)
                .doesNotContainNull();
        assertThat(served.client
                        .ledger()
                        .entries(
                                new LedgerClient.Wanted(null, "key.", made.key().id()), null, 10)
                        .items())
                .extracting(LedgerLine::action)
                .containsExactly("key.revoked", "key.created");
    }

    @EveryDatabase
    void whoSeesOnePipelineMakesNoKeysAndReadsNoLedger(ServedBackend served) {
        TouchstoneClient ofOne = served.client(served.key(OWN, Scope.ADMIN));

        assertThat(refusal(() -> ofOne.keys().keys())).isEqualTo("403 key-of-one-pipeline");
        assertThat(refusal(() -> ofOne.keys().make(new NewKey("more", null, List.of(Scope.ADMIN), null))))
                .isEqualTo("403 key-of-one-pipeline");
        assertThat(refusal(() -> ofOne.keys().revoke("0a1b2c3d4e5f6071"))).isEqualTo("403 key-of-one-pipeline");
        assertThat(refusal(() -> ofOne.ledger().verify())).isEqualTo("403 key-of-one-pipeline");
        assertThat(refusal(() -> ofOne.ledger().entries(new LedgerClient.Wanted(null, null, null), null, 1)))
                .isEqualTo("403 key-of-one-pipeline");
    }

    private static String refusal(ThrowingCallable call) {
        ApiException refused = catchThrowableOfType(ApiException.class, call);
        return refused.status() + " " + refused.code();
    }
}
