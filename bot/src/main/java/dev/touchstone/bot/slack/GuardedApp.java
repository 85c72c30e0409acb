package dev.touchstone.bot.slack;

import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.response.Response;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Bolt's app with the promise that whatever a person does is acknowledged, and handled once. Bolt itself leaves a
/// click without an answer when no handler fits or the handler throws, and the person with a warning sign. Only what
/// could not be made safe gets that sign, and is new when it comes again.
public final class GuardedApp extends App {
    private static final Logger log = LoggerFactory.getLogger(GuardedApp.class);
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(2);
    /// Neither way in acknowledges anything but success.
    private static final int NOT_TAKEN = 500;

    private final Once once = new Once();
    private volatile Unhandled unhandled = (request, failure) -> {};

    private final MeterRegistry registry;

    public GuardedApp(AppConfig config, MeterRegistry registry) {
        super(config);
        this.registry = registry;
    }

    /// Hears of every request that no handler took, and of every one whose handler failed.
    public interface Unhandled {
        /// @param failure of the handler; null when there was none
        void tell(Request<?> request, @Nullable Exception failure);
    }

    public void whenUnhandled(Unhandled told) {
        unhandled = told;
    }

    /// Bolt comes here once a request is known to be Slack's.
    @Override
    @SuppressWarnings("rawtypes") // As Bolt declares it.
    protected Response runHandler(Request request) {
        String body = request.getRequestBodyAsString();
        CompletableFuture<Response> known = once.known(body);
        if (known != null) {
            return again(known);
        }
        long from = System.nanoTime();
        Response response = handled(request);
        timer(Objects.equals(response.getStatusCode(), NOT_TAKEN) ? "failed" : "acknowledged")
                .record(System.nanoTime() - from, TimeUnit.NANOSECONDS);
        if (Objects.equals(response.getStatusCode(), NOT_TAKEN)) {
            once.forget(body, response);
        } else {
            once.answered(body, response);
        }
        return response;
    }

    /// What a request was acknowledged with; null when it was not, or is not known.
    @Nullable
    Response answerTo(Request<?> request) {
        CompletableFuture<Response> answer = once.answer(request.getRequestBodyAsString());
        return answer == null || !answer.isDone() ? null : answer.join();
    }

    private Timer timer(String outcome) {
        return Timer.builder("touchstone.bot.interactions")
                .description("Time from a click or command to its acknowledgement, for which Slack waits 3 s")
                .tag("outcome", outcome)
                .serviceLevelObjectives(
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3))
                .register(registry);
    }

    private Response handled(Request<?> request) {
        try {
            Response response = super.runHandler(request);
            int status = response.getStatusCode() == null ? 200 : response.getStatusCode();
            if (status != 404) {
                return response;
            }
            log.warn("no handler fits type={}", request.getRequestType());
            tell(request, null);
        } catch (NotAcknowledged e) {
            tell(request, e);
            return Response.builder().statusCode(NOT_TAKEN).body("").build();
        } catch (Exception e) {
            log.warn("handler failed type={}", request.getRequestType());
            tell(request, e);
        }
        return Response.ok();
    }

    private void tell(Request<?> request, @Nullable Exception failure) {
        try {
            unhandled.tell(request, failure);
        } catch (RuntimeException e) {
            log.error("could not say that a click was not handled", e);
        }
    }

    private static Response again(CompletableFuture<Response> first) {
        try {
            return first.get(FIRST_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Response.ok();
        } catch (ExecutionException | TimeoutException e) {
            return Response.ok();
        }
    }
}
