package dev.touchstone.bot.slack;

import com.google.gson.JsonParseException;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Calls the Web API and turns its three ways of failing into [SlackFailure]s.
final class SlackCalls {
    /// Error codes after which the call may have been carried out all the same.
    private static final Set<String> UNCLEAR =
            Set.of("internal_error", "fatal_error", "service_unavailable", "request_timeout");

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final int TRIES = 4;

    private final MethodsClient methods;
    private final CallCounts counts;

    SlackCalls(MethodsClient methods, CallCounts counts) {
        this.methods = methods;
        this.counts = counts;
    }

    /// One request to Slack.
    interface Request<T extends SlackApiTextResponse> {
        T send(MethodsClient methods) throws IOException, SlackApiException;
    }

    /// Calls once.
    ///
    /// @throws SlackFailure when it did not work
    <T extends SlackApiTextResponse> T once(String method, Request<T> request) {
        try {
            T answer = called(method, request);
            counts.worked(method);
            return answer;
        } catch (SlackFailure e) {
            counts.failed(method, e);
            throw e;
        }
    }

    private <T extends SlackApiTextResponse> T called(String method, Request<T> request) {
        try {
            T answer = answer(methods, request);
            if (!answer.isOk()) {
                throw refusal(method, answer.getError());
            }
            return answer;
        } catch (SlackApiException e) {
            throw failure(method, e);
        } catch (IOException | JsonParseException e) {
            throw new SlackFailure.Unanswered(method, e);
        }
    }

    /// An empty answer, which proxies send in Slack's name, makes the SDK stumble over the null that it read.
    private static <T extends SlackApiTextResponse> T answer(MethodsClient methods, Request<T> request)
            throws IOException, SlackApiException {
        try {
            return Objects.requireNonNull(request.send(methods));
        } catch (NullPointerException e) {
            throw new IOException("the answer is empty", e);
        }
    }

    /// Calls until it works, a few times at most: for calls that may be carried out twice, by callers that can
    /// wait.
    <T extends SlackApiTextResponse> T patiently(String method, Request<T> request) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(method, request);
            } catch (SlackFailure.Limited e) {
                if (attempt == TRIES || e.retryAfter().compareTo(LONGEST_WAIT) > 0) {
                    throw e;
                }
                pause(e.retryAfter());
            } catch (SlackFailure.Unanswered e) {
                if (attempt == TRIES) {
                    throw e;
                }
                pause(Duration.ofMillis(200L * attempt));
            }
        }
    }

    static SlackFailure refusal(String method, @Nullable String code) {
        return code != null && UNCLEAR.contains(code)
                ? new SlackFailure.Unanswered(method, code)
                : new SlackFailure.Refused(method, code == null ? "no error code" : code);
    }

    private static SlackFailure failure(String method, SlackApiException e) {
        int status = e.getResponse().code();
        if (status == 429) {
            return new SlackFailure.Limited(method, retryAfter(e.getResponse().header("Retry-After")));
        }
        return status >= 500
                ? new SlackFailure.Unanswered(method, "http_" + status)
                : new SlackFailure.Refused(method, "http_" + status);
    }

    private static Duration retryAfter(@Nullable String header) {
        try {
            return header == null ? Duration.ofSeconds(1) : Duration.ofSeconds(Long.parseLong(header));
        } catch (NumberFormatException e) {
            return Duration.ofSeconds(1);
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SlackFailure.Unanswered("waiting", e);
        }
    }
}
