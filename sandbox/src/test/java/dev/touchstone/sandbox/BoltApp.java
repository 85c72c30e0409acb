package dev.touchstone.sandbox;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.socket_mode.SocketModeApp;
import com.slack.api.methods.MethodsClient;
import com.slack.api.socket_mode.SocketModeClient;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A real Bolt app connected to a sandbox over Socket Mode, as the product's bot is.
final class BoltApp {
    private final SlackSandbox sandbox;
    private final Slack slack;
    private final SocketModeApp socketMode;

    private BoltApp(SlackSandbox sandbox, Slack slack, SocketModeApp socketMode) {
        this.sandbox = sandbox;
        this.slack = slack;
        this.socketMode = socketMode;
    }

    static BoltApp connect(SlackSandbox sandbox, Consumer<App> handlers) throws Exception {
        Slack slack = slack(sandbox);
        App app = app(sandbox, slack);
        handlers.accept(app);
        var socketMode =
                new SocketModeApp(sandbox.credentials().appToken(), SocketModeClient.Backend.JavaWebSocket, app);
        int before = sandbox.faults().sockets();
        socketMode.startAsync();
        await(() -> sandbox.faults().sockets() > before);
        return new BoltApp(sandbox, slack, socketMode);
    }

    static Slack slack(SlackSandbox sandbox) {
        var config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(sandbox.apiUrl());
        config.setProxyUrl(null);
        return Slack.getInstance(config);
    }

    static App app(SlackSandbox sandbox, Slack slack) {
        return new App(AppConfig.builder()
                .slack(slack)
                .singleTeamBotToken(sandbox.credentials().botToken())
                .signingSecret(sandbox.credentials().signingSecret())
                .build());
    }

    MethodsClient api() {
        return slack.methods(sandbox.credentials().botToken());
    }

    SocketModeClient client() {
        return socketMode.getClient();
    }

    void close() throws Exception {
        socketMode.stop();
        slack.close();
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain");
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }
}
