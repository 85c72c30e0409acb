package dev.touchstone.backend.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which address is connected to, and which are not.
class WebhookPinningTest {
    private static final Duration PLENTY = Duration.ofSeconds(10);
    private static final WebhookMessage MESSAGE = new WebhookMessage("id-1", 1_900_000_000, "v1,c2ln", "{}");

    /// A rebinding name answers with a good address to the check and with a bad one to the connection.
    @Test
    void theAddressThatWasCheckedIsTheOneConnectedTo() throws UnknownHostException {
        var lookups = new AtomicInteger();
        InetAddress good = InetAddress.getLoopbackAddress();
        InetAddress bad = InetAddress.getByName("127.0.0.2");
        HostResolver rebinding = host -> List.of(lookups.getAndIncrement() == 0 ? good : bad);
        try (var public1 = new TestEndpoint();
                var private2 = new TestEndpoint("127.0.0.2", public1.port());
                var client = WebhookBench.client(PLENTY, rebinding, "127.0.0.1/32")) {
            CallbackUrl url = CallbackUrl.check("http://hooks.example:" + public1.port() + "/");

            assertThat(client.post(url, MESSAGE)).isEqualTo(new WebhookAnswer.Status(204, null));
            assertThat(lookups).hasValue(1);
            assertThat(public1.only().header("host")).isEqualTo("hooks.example:" + public1.port());

            assertThat(client.post(url, MESSAGE))
                    .isInstanceOfSatisfying(
                            WebhookAnswer.None.class,
                            none -> assertThat(none.why()).isEqualTo("refused: " + AddressGuard.NOT_PUBLIC));
            assertThat(private2.received()).isEmpty();
        }
    }

    @Test
    void aDeadAddressLeavesTheOthersTheirTurn() throws UnknownHostException {
        List<InetAddress> both = List.of(InetAddress.getByName("127.0.0.3"), InetAddress.getLoopbackAddress());
        try (var endpoint = new TestEndpoint();
                var client = WebhookBench.client(PLENTY, host -> both, "127.0.0.0/8")) {
            CallbackUrl url = CallbackUrl.check("http://hooks.example:" + endpoint.port() + "/");

            assertThat(client.post(url, MESSAGE)).isEqualTo(new WebhookAnswer.Status(204, null));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/",
                "http://localhost:%d/",
                "http://[::1]:%d/",
                "http://[::ffff:127.0.0.1]:%d/",
                "http://[::127.0.0.1]:%d/",
                "http://[64:ff9b::7f00:1]:%d/",
                "https://127.0.0.1:%d/",
                "https://169.254.169.254/latest/meta-data",
            })
    void withoutAllowCidrsTheServerDoesNotCallItself(String url) {
        try (var endpoint = new TestEndpoint();
                var client = WebhookBench.client(PLENTY, HostResolver.SYSTEM)) {
            assertThat(client.post(CallbackUrl.check(url.formatted(endpoint.port())), MESSAGE))
                    .isInstanceOfSatisfying(
                            WebhookAnswer.None.class,
                            none -> assertThat(none.why()).startsWith("refused: "));
            assertThat(endpoint.received()).isEmpty();
        }
    }
}
