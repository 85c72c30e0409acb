package dev.touchstone.sandbox;

import static dev.touchstone.sandbox.StandardWorkspace.ALICE;
import static dev.touchstone.sandbox.StandardWorkspace.QUALITY;
import static dev.touchstone.sandbox.StandardWorkspace.REVIEWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.slack.api.Slack;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The fault controls of the Web API.
class FaultTest {
    private final TestClock clock = new TestClock();
    private final SlackSandbox slack = new SlackSandbox(SandboxConfig.standard().withClock(clock));
    private Slack sdk;
    private MethodsClient api;

    @BeforeEach
    void start() {
        slack.start();
        sdk = BoltApp.slack(slack);
        api = sdk.methods(slack.credentials().botToken());
    }

    @AfterEach
    void stop() throws Exception {
        sdk.close();
        slack.close();
    }

    @Test
    void theNextCallsCanBeLimited() throws Exception {
        slack.faults().limit("chat.postMessage", 2, Duration.ofSeconds(7));

        SlackApiException first = catchThrowableOfType(SlackApiException.class, () -> post(REVIEWS));
        SlackApiException second = catchThrowableOfType(SlackApiException.class, () -> post(REVIEWS));

        assertThat(first.getResponse().code()).isEqualTo(429);
        assertThat(first.getResponse().header("Retry-After")).isEqualTo("7");
        assertThat(second.getError().getError()).isEqualTo("ratelimited");
        assertThat(post(REVIEWS).isOk()).isTrue();
        assertThat(slack.hand(ALICE).messages(REVIEWS)).hasSize(1);
    }

    @Test
    void realRatesLetOnePostASecondIntoAChannel() throws Exception {
        slack.faults().enforceRates(true);

        assertThat(post(REVIEWS).isOk()).isTrue();
        assertThat(post(QUALITY).isOk()).isTrue();
        SlackApiException limited = catchThrowableOfType(SlackApiException.class, () -> post(REVIEWS));
        clock.advance(Duration.ofSeconds(1));

        assertThat(limited.getResponse().header("Retry-After")).isEqualTo("1");
        assertThat(post(REVIEWS).isOk()).isTrue();
    }

    @Test
    void realRatesLetTwentyGroupLookupsAMinute() throws Exception {
        slack.faults().enforceRates(true);
        for (int call = 0; call < 20; call++) {
            clock.advance(Duration.ofSeconds(1));
            api.usergroupsUsersList(it -> it.usergroup(StandardWorkspace.REVIEWERS));
        }

        SlackApiException limited = catchThrowableOfType(
                SlackApiException.class,
                () -> api.usergroupsUsersList(it -> it.usergroup(StandardWorkspace.REVIEWERS)));

        assertThat(limited.getResponse().header("Retry-After")).isEqualTo("41");
    }

    @Test
    void aLostReplyHasItsEffect() throws Exception {
        post(QUALITY);
        slack.faults().loseReply("chat.postMessage", 1);

        IOException broken = catchThrowableOfType(IOException.class, () -> post(REVIEWS));

        assertThat(broken).isNotNull();
        assertThat(slack.hand(ALICE).messages(REVIEWS)).hasSize(1);
        assertThat(slack.traffic().of("chat.postMessage").getLast().error()).isEqualTo("reply_lost");
    }

    @Test
    void aResetIsRepeatedBehindTheAppsBack() throws Exception {
        post(QUALITY);
        slack.faults().resetConnection("chat.postMessage", 1);

        // OkHttp repeats the request on a connection it had used before; Slack's SDK does not prevent it.
        assertThat(post(REVIEWS).isOk()).isTrue();

        assertThat(slack.hand(ALICE).messages(REVIEWS)).hasSize(2);
    }

    @Test
    void callsCanBeDelayedAndRefused() throws Exception {
        slack.faults().delay("auth.test", 1, Duration.ofMillis(300));
        slack.faults().refuse("chat.postMessage", 1, "internal_error");

        long from = System.nanoTime();
        api.authTest(it -> it);

        assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThan(Duration.ofMillis(290));
        assertThat(post(REVIEWS).getError()).isEqualTo("internal_error");
        assertThat(slack.hand(ALICE).messages(REVIEWS)).isEmpty();
    }

    @Test
    void clearEndsEverything() throws Exception {
        slack.faults().limit("*", 9, Duration.ofSeconds(7));
        slack.faults().enforceRates(true);
        slack.faults().goAway();

        slack.faults().clear();

        assertThat(post(REVIEWS).isOk()).isTrue();
        assertThat(post(REVIEWS).isOk()).isTrue();
    }

    @Test
    void theTrafficLogAnswersTests() throws Exception {
        Instant start = clock.instant();
        post(REVIEWS);
        clock.advance(Duration.ofSeconds(5));
        post("C0NOWHERE");

        assertThat(slack.traffic().count("chat.postMessage")).isEqualTo(2);
        assertThat(slack.traffic().times("chat.postMessage")).isEqualTo(List.of(start, start.plusSeconds(5)));
        assertThat(slack.traffic().of("chat.postMessage"))
                .extracting(exchange -> exchange.error())
                .containsExactly(null, "channel_not_found");
        assertThat(slack.traffic().all().toString())
                .doesNotContain(slack.credentials().botToken());
    }

    private ChatPostMessageResponse post(String channel) throws IOException, SlackApiException {
        return api.chatPostMessage(post -> post.channel(channel).text("x"));
    }
}
