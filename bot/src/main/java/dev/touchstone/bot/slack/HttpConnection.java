package dev.touchstone.bot.slack;

import com.slack.api.bolt.App;
import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.request.RequestHeaders;
import com.slack.api.bolt.response.Response;
import com.slack.api.bolt.util.SlackRequestParser;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/// HTTP mode: Slack posts signed requests to `/slack/events`. Bolt checks the signature and refuses requests older
/// than five minutes; one that claims to come from the future would pass there, and is refused here.
public final class HttpConnection implements Connection {
    private static final Duration MOST_AHEAD = Duration.ofSeconds(60);
    private static final long LARGEST_BODY = 4L * 1024 * 1024;

    /// Of Java's 50, a burst of clicks loses those that wait to be accepted.
    private static final int CONNECTIONS_IN_LINE = 1024;

    private final App app;
    private final InstantSource clock;
    private final SlackRequestParser parser;
    private final Javalin server;
    private final Thread starter;

    /// @param host the address to listen on, such as `0.0.0.0`
    /// @param port 0 for any that is free
    public HttpConnection(App app, String host, int port, InstantSource clock) {
        this.app = app;
        this.clock = clock;
        this.parser = new SlackRequestParser(app.config());
        // Bolt checks its token before the first request; a reviewer's click should not wait for that.
        this.starter = Persistence.thread("slack-token", app::start);
        this.server = Javalin.create(config -> configure(config, host, port));
    }

    private static ServerConnector connector(Server jetty, HttpConfiguration http, String host, int port) {
        ServerConnector connector = new ServerConnector(jetty, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setAcceptQueueSize(CONNECTIONS_IN_LINE);
        return connector;
    }

    private void configure(JavalinConfig config, String host, int port) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.maxRequestSize = LARGEST_BODY;
        config.jetty.addConnector((jetty, http) -> connector(jetty, http, host, port));
        config.routes.post("/slack/events", this::serve);
    }

    @Override
    public void start() {
        server.start();
        starter.start();
    }

    /// The port it listens on.
    public int port() {
        return server.port();
    }

    @Override
    public boolean ready() {
        return starter.getState() == Thread.State.TERMINATED
                && server.jettyServer().started();
    }

    private void serve(Context ctx) throws Exception {
        if (!plausible(ctx.header("X-Slack-Request-Timestamp"))) {
            ctx.status(401);
            return;
        }
        Map<String, List<String>> headers = ctx.headerMap().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
        Request<?> request = parser.parse(SlackRequestParser.HttpRequest.builder()
                .requestUri(ctx.path())
                .remoteAddress(ctx.ip())
                .queryString(Map.of())
                .requestBody(ctx.body())
                .headers(new RequestHeaders(headers))
                .build());
        if (request == null) {
            ctx.status(400);
            return;
        }
        Response response = app.run(request);
        ctx.status(response.getStatusCode());
        if (response.getBody() != null) {
            ctx.contentType(response.getContentType()).result(response.getBody());
        }
    }

    private boolean plausible(@Nullable String timestamp) {
        if (timestamp == null) {
            return false;
        }
        try {
            long ahead = Long.parseLong(timestamp) - clock.instant().getEpochSecond();
            return ahead <= MOST_AHEAD.toSeconds();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    @Override
    public void close() {
        starter.interrupt();
        server.stop();
    }
}
