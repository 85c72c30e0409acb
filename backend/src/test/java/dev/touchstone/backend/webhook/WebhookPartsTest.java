package dev.touchstone.backend.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.touchstone.api.delivery.Acknowledgement;
import dev.touchstone.api.delivery.WebhookEvent;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.outbox.Leased;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.outbox.RetrySchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookPartsTest {
    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");

    @Test
    void tenTriesTakeAboutThreeDays() {
        Duration inAll = RetrySchedule.WAITS.stream().reduce(Duration.ZERO, Duration::plus);

        assertThat(RetrySchedule.WAITS).hasSize(Outbox.MOST_ATTEMPTS - 1);
        assertThat(inAll).isBetween(Duration.ofHours(75), Duration.ofHours(76));
    }

    @Test
    void waitsAreSpreadByATenthAndRepeatable() {
        for (int attempt = 1; attempt < Outbox.MOST_ATTEMPTS; attempt++) {
            int of = attempt;
            long planned = RetrySchedule.WAITS.get(attempt - 1).toMillis();
            List<Long> waits = IntStream.range(0, 50)
                    .mapToObj(i -> RetrySchedule.after(of, "delivery-" + i).toMillis())
                    .toList();

            assertThat(waits).allSatisfy(ms -> assertThat(ms).isCloseTo(planned, Percentage.withPercentage(10)));
            assertThat(waits.stream().distinct()).hasSizeGreaterThan(40);
            assertThat(RetrySchedule.after(of, "delivery-7")).isEqualTo(RetrySchedule.after(of, "delivery-7"));
        }
    }

    /// The vector that the libraries of Standard Webhooks test themselves with.
    @Test
    void signatureAgreesWithStandardWebhooks() {
        byte[] key = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        String signature =
                WebhookMessage.signature(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}");

        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void signingSecretsDifferByPipeline() {
        String claims = Webhooks.signingSecret(WebhookBench.SECRET, "claims");

        assertThat(claims).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(claims).isNotEqualTo(Webhooks.signingSecret(WebhookBench.SECRET, "refunds"));
    }

    @Test
    void bodyIsTheSameAtEveryAttempt() {
        WebhookMessage first = WebhookMessage.sign(WebhookCall.of(delivery(1)), NOW, List.of(new byte[32]));
        WebhookMessage later =
                WebhookMessage.sign(WebhookCall.of(delivery(2)), NOW.plusSeconds(300), List.of(new byte[32]));

        assertThat(later.body()).isEqualTo(first.body());
        assertThat(later.id()).isEqualTo(first.id());
        assertThat(later.signature()).isNotEqualTo(first.signature());
        assertThat(first.toString()).doesNotContain("payload-text");
    }

    @ParameterizedTest
    @CsvSource({
        "100000, 86400", // capped at a day
        "3600, 3600",
        "'Tue, 01 Jan 2030 13:00:00 GMT', 3600",
    })
    void retryAfterIsObeyedWithinADay(String header, long seconds) {
        assertThat(acknowledge(429, header, 1).retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(acknowledge(503, header, 1).retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(acknowledge(500, header, 1).retryAfter()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "Mon, 31 Dec 2029 12:00:00 GMT"})
    void retryAfterDoesNotShortenTheBackoff(String header) {
        assertThat(acknowledge(429, header, 3).retryAfter()).isEqualTo(RetrySchedule.after(3, "delivery-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-5", "99999999999999999999", ""})
    void anUnreadableRetryAfterIsIgnored(String header) {
        assertThat(acknowledge(429, header, 1).retryAfter()).isNull();
    }

    @Test
    void retryAfterDoesNotOutliveTheLastAttempt() {
        assertThat(acknowledge(429, "60", Outbox.MOST_ATTEMPTS).retryAfter()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void anySuccessMeansDelivered(int status) {
        assertThat(acknowledge(status, null, 1).delivered()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 304, 400, 401, 404, 422, 500, 502, 599})
    void anythingElseIsTriedAgain(int status) {
        Acknowledgement answer = acknowledge(status, null, 1);

        assertThat(answer.delivered()).isFalse();
        assertThat(answer.giveUp()).isFalse();
        assertThat(answer.error()).startsWith("status " + status);
    }

    @Test
    void goneIsGivenUp() {
        assertThat(acknowledge(410, null, 1).giveUp()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "10.0.0.0/-1", "localhost/8", "10.0.0/8", "::1/129", "/8", ""})
    void aRangeThatIsNoneStopsTheStart(String range) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebhookConfig(List.of(range), Duration.ofSeconds(1), 1))
                .withMessageContaining("address range");
    }

    private static Acknowledgement acknowledge(int status, @Nullable String retryAfter, int attempt) {
        return new WebhookAnswer.Status(status, retryAfter).acknowledge(delivery(attempt), NOW);
    }

    private static Leased delivery(int attempt) {
        return new Leased(
                "delivery-1",
                WebhookEvent.VERDICT_SETTLED.wire(),
                new PipelineName("claims"),
                "https://example.com/hook",
                "review-1",
                JsonNodeFactory.instance.textNode("payload-text"),
                attempt,
                NOW,
                NOW.plusSeconds(60));
    }
}
