package dev.touchstone.sandbox;

import dev.touchstone.sandbox.control.FaultControls;
import dev.touchstone.sandbox.delivery.SocketRoutes;
import dev.touchstone.sandbox.hand.SlackHand;
import dev.touchstone.sandbox.page.Door;
import dev.touchstone.sandbox.traffic.TrafficLog;
import dev.touchstone.sandbox.workspace.Seed;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.time.Duration;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/// An embedded Slack on loopback. Point an unchanged Slack app at `apiUrl()`, open `baseUrl()` in a browser.
///
/// ```java
/// try (var slack = new SlackSandbox(SandboxConfig.standard())) {
///     slack.start();
///     SlackConfig config = new SlackConfig();
///     config.setMethodsEndpointUrlPrefix(slack.apiUrl());
///     …
///     SlackHand alice = slack.hand(StandardWorkspace.ALICE);
///     alice.click(alice.awaitMessage(StandardWorkspace.REVIEWS, message -> true), "approve");
/// }
/// ```
///
/// Thread-safe. A closed sandbox cannot be started again.
public final class SlackSandbox implements AutoCloseable {
    private static final int LARGEST_BODY = 64 * 1024 * 1024;
    /// People who click at the same moment must not be turned away before Slack has heard them.
    private static final int CONNECTIONS_IN_LINE = 1024;

    private static final int LARGEST_FRAME = 4 * 1024 * 1024;

    private final SandboxConfig config;
    private final Wiring wiring;
    private final Javalin server;

    public SlackSandbox(SandboxConfig config) {
        this.config = config;
        this.wiring = Wiring.of(config, this::baseUrl);
        this.server = Javalin.create(this::configure);
    }

    public SlackSandbox start() {
        server.start();
        return this;
    }

    @Override
    public void close() {
        wiring.page().close();
        wiring.sockets().drop();
        server.stop();
        wiring.timer().shutdownNow();
    }

    /// Where the page is: `http://127.0.0.1:8090`, without a trailing slash.
    public String baseUrl() {
        return "http://127.0.0.1:" + server.port();
    }

    /// For `SlackConfig.setMethodsEndpointUrlPrefix`: `http://127.0.0.1:8090/api/`.
    public String apiUrl() {
        return baseUrl() + "/api/";
    }

    public Credentials credentials() {
        return config.credentials();
    }

    /// What the workspace held at the start.
    public Seed seed() {
        return config.seed();
    }

    /// Acts as this person, through the same requests the page makes.
    public SlackHand hand(String user) {
        return SlackHand.at(baseUrl(), user);
    }

    public FaultControls faults() {
        return wiring.faults();
    }

    public TrafficLog traffic() {
        return wiring.traffic();
    }

    private ServerConnector connector(Server jetty, HttpConfiguration http) {
        ServerConnector connector = new ServerConnector(jetty, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(config.port());
        connector.setAcceptQueueSize(CONNECTIONS_IN_LINE);
        return connector;
    }

    private void configure(JavalinConfig javalin) {
        javalin.startup.showJavalinBanner = false;
        javalin.startup.showOldJavalinVersionWarning = false;
        javalin.startup.startupWatcherEnabled = false;
        javalin.concurrency.useVirtualThreads = true;
        javalin.http.maxRequestSize = LARGEST_BODY;
        javalin.jetty.addConnector(this::connector);
        javalin.jetty.modifyWebSocketServletFactory(sockets -> {
            sockets.setMaxTextMessageSize(LARGEST_FRAME);
            sockets.setIdleTimeout(Duration.ofMinutes(5));
        });
        Door.guard(javalin.routes);
        wiring.webApi().register(javalin.routes);
        wiring.fileRoutes().register(javalin.routes);
        wiring.responseRoutes().register(javalin.routes);
        new SocketRoutes(wiring.sockets(), wiring.outage()).register(javalin.routes);
        wiring.page().register(javalin.routes);
    }
}
