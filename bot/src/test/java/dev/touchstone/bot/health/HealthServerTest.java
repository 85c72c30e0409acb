package dev.touchstone.bot.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HealthServerTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void itIsReadyWhileTheBotCanWorkAndSaysWhyNot() throws Exception {
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Counter.builder("touchstone.test")
                .description("A test")
                .register(metrics)
                .increment();
        AtomicBoolean working = new AtomicBoolean(true);
        try (HealthServer server = new HealthServer(
                        new HealthConfig("127.0.0.1", 0), metrics, working::get, () -> List.of("Slack is away."))
                .start()) {
            assertThat(get(server, "/healthz").body()).isEqualTo("{\"status\":\"ok\",\"notes\":[]}");
            assertThat(get(server, "/readyz").statusCode()).isEqualTo(200);
            assertThat(get(server, "/readyz").body()).contains("Slack is away.");

            working.set(false);

            assertThat(get(server, "/readyz").statusCode()).isEqualTo(503);
            assertThat(get(server, "/readyz").body()).contains("\"code\":\"not-ready\"", "Slack is away.");
            assertThat(get(server, "/metrics").body())
                    .contains("touchstone_test_total 1.0", "jvm_memory_used_bytes", "process_uptime_seconds");
        }
    }

    @Test
    void itListensOnLoopbackUnlessToldOtherwise() {
        assertThat(HealthConfig.USUAL).isEqualTo(new HealthConfig("127.0.0.1", 8402));
        assertThatThrownBy(() -> new HealthConfig("127.0.0.1", 65_536))
                .hasMessage("port must be from 0 to 65535, was 65536");
    }

    private HttpResponse<String> get(HealthServer server, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(server.url() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
