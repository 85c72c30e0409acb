package dev.touchstone.bot.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.google.gson.JsonParseException;
import com.slack.api.RequestConfigurator;
import com.slack.api.Slack;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.methods.response.conversations.ConversationsHistoryResponse;
import com.slack.api.methods.response.conversations.ConversationsOpenResponse;
import com.slack.api.model.ResponseMetadata;
import com.sun.net.httpserver.HttpServer;
import dev.touchstone.bot.card.kit.Message;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of answers that the sandbox cannot be made to give, because Slack's client makes them up on its way or
/// because Slack breaks its own rules. Whether a message was posted decides whether it may be posted again.
class ChatFailureTest {
    private static final Message HELLO = new Message("hello", List.of());

    private final MethodsClient slack = mock(MethodsClient.class);
    private final Chat chat = new Chat(slack);

    @Test
    void aPostThatIsCutOffIsNeverRepeatedFromHere() throws Exception {
        when(slack.chatPostMessage(anyRequest())).thenThrow(new SocketTimeoutException("timeout"));

        assertThatThrownBy(() -> chat.post("C1", HELLO, null, null))
                .isInstanceOf(SlackFailure.Unanswered.class)
                .hasMessageContaining("SocketTimeoutException");

        verify(slack, times(1)).chatPostMessage(anyRequest());
    }

    @Test
    void anAnswerThatIsNoJsonMayHaveBeenCarriedOut() throws Exception {
        when(slack.chatPostMessage(anyRequest())).thenThrow(new JsonParseException("<html>"));

        assertThatThrownBy(() -> chat.post("C1", HELLO, null, null)).isInstanceOf(SlackFailure.Unanswered.class);
    }

    /// As proxies answer in Slack's name; the SDK reads null and stumbles over it.
    @Test
    void anEmptyAnswerMayHaveBeenCarriedOut() throws Exception {
        HttpServer silent = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        silent.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        silent.start();
        Slack sdk = Sdk.create("http://127.0.0.1:" + silent.getAddress().getPort() + "/api/");
        try {
            Chat empty = new Chat(sdk.methods("xoxb-a"));

            assertThatThrownBy(() -> empty.post("C1", HELLO, null, null))
                    .isInstanceOf(SlackFailure.Unanswered.class)
                    .hasRootCauseInstanceOf(NullPointerException.class);
        } finally {
            sdk.close();
            silent.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
    void anErrorOfSlacksOwnMayHaveBeenCarriedOut(String code) throws Exception {
        when(slack.chatPostMessage(anyRequest())).thenReturn(refused(code));

        assertThatThrownBy(() -> chat.post("C1", HELLO, null, null))
                .isInstanceOf(SlackFailure.Unanswered.class)
                .hasMessageContaining(code);
    }

    @Test
    void aRefusalWithoutACodeIsARefusal() throws Exception {
        when(slack.chatPostMessage(anyRequest())).thenReturn(refused(null));

        assertThatThrownBy(() -> chat.post("C1", HELLO, null, null))
                .isInstanceOfSatisfying(
                        SlackFailure.Refused.class, e -> assertThat(e.code()).isEqualTo("no error code"));
    }

    @ParameterizedTest
    @CsvSource({"503, UNANSWERED", "502, UNANSWERED", "403, REFUSED", "302, REFUSED"})
    void whatAProxyAnswersIsReadByItsStatus(int status, String kind) throws Exception {
        when(slack.chatPostMessage(anyRequest())).thenThrow(answered(status, null));

        assertThatThrownBy(() -> chat.post("C1", HELLO, null, null))
                .isInstanceOf(kind.equals("REFUSED") ? SlackFailure.Refused.class : SlackFailure.Unanswered.class)
                .hasMessageContaining("http_" + status);
    }

    /// HTTP allows a date there, and proxies send one.
    @ParameterizedTest
    @CsvSource({"7, 7", "'Wed, 21 Oct 2026 07:28:00 GMT', 1", "'', 1", "2.5, 1"})
    void aLimitThatDoesNotCountSecondsIsWaitedForASecond(String header, long seconds) throws Exception {
        when(slack.chatPostMessage(anyRequest())).thenThrow(answered(429, header));

        assertThatThrownBy(() -> chat.post("C1", HELLO, null, null))
                .isInstanceOfSatisfying(
                        SlackFailure.Limited.class,
                        e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(seconds)));
    }

    @Test
    void aLimitOfMinutesIsNotWaitedForWhereSomebodyWaits() throws Exception {
        when(slack.conversationsOpen(anyRequest())).thenThrow(answered(429, "600"));

        assertThatThrownBy(() -> chat.directChannel("U1")).isInstanceOf(SlackFailure.Limited.class);

        verify(slack, times(1)).conversationsOpen(anyRequest());
    }

    @Test
    void whatMayBeDoneTwiceIsTriedAgainAfterABrokenConnection() throws Exception {
        ConversationsOpenResponse opened = new ConversationsOpenResponse();
        opened.setOk(true);
        opened.setChannel(new com.slack.api.model.Conversation());
        opened.getChannel().setId("D1");
        when(slack.conversationsOpen(anyRequest()))
                .thenThrow(new IOException("connection reset"))
                .thenThrow(new InterruptedIOException("timeout"))
                .thenReturn(opened);

        assertThat(chat.directChannel("U1")).isEqualTo("D1");

        verify(slack, times(3)).conversationsOpen(anyRequest());
    }

    /// A history that always has another page would otherwise be read for ever.
    @Test
    void aHistoryWithoutEndIsReadTenPagesFar() throws Exception {
        ConversationsHistoryResponse page = new ConversationsHistoryResponse();
        page.setOk(true);
        page.setMessages(List.of());
        page.setResponseMetadata(new ResponseMetadata());
        page.getResponseMetadata().setNextCursor("the-same-again");
        when(slack.conversationsHistory(anyRequest())).thenReturn(page);

        assertThat(chat.find("C1", new Marker("d-1"), Instant.EPOCH)).isEmpty();

        verify(slack, times(10)).conversationsHistory(anyRequest());
    }

    private static <T> RequestConfigurator<T> anyRequest() {
        return any();
    }

    private static ChatPostMessageResponse refused(@Nullable String code) {
        ChatPostMessageResponse answer = new ChatPostMessageResponse();
        answer.setOk(false);
        answer.setError(code);
        return answer;
    }

    private static SlackApiException answered(int status, @Nullable String retryAfter) {
        Response.Builder response = new Response.Builder()
                .request(new Request.Builder().url("http://127.0.0.1/api/").build())
                .protocol(Protocol.HTTP_1_1)
                .code(status)
                .message("-");
        if (retryAfter != null) {
            response.header("Retry-After", retryAfter);
        }
        return new SlackApiException(response.build(), "<html>not Slack</html>");
    }
}
