package dev.touchstone.bot.slack;

import com.slack.api.bolt.App;
import com.slack.api.bolt.socket_mode.SocketModeApp;
import com.slack.api.socket_mode.SocketModeClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Socket Mode: needs no public address. Connects as soon as Slack can be reached; from then on the SDK's session
/// monitor keeps the connection up.
public final class SocketConnection implements Connection {
    private static final Logger log = LoggerFactory.getLogger(SocketConnection.class);
    private static final int HANDLERS = 32;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final String appToken;
    private final App app;
    private final Thread starter;
    private volatile @Nullable SocketModeApp socket;

    public SocketConnection(String appToken, App app) {
        this.appToken = appToken;
        this.app = app;
        this.starter = Thread.ofVirtual().name("slack-connect").unstarted(this::connect);
    }

    @Override
    public void start() {
        starter.start();
    }

    private void connect() {
        Duration pause = FIRST_PAUSE;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                socket = connected();
                log.info("socket mode connected");
                return;
            } catch (Exception e) {
                // The token is in no message of the SDK's; the cause may be any I/O failure or an invalid token.
                log.warn("socket mode cannot connect retry_s={} error={}", pause.toSeconds(), e.toString());
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                return;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    private SocketModeApp connected() throws Exception {
        SocketModeApp attempt = new SocketModeApp(appToken, app, SocketModeClient.Backend.JavaWebSocket, HANDLERS);
        try {
            attempt.startAsync();
            return attempt;
        } catch (Exception e) {
            // Its session monitor would go on connecting beside the next attempt.
            stop(attempt);
            throw e;
        }
    }

    @Override
    public boolean ready() {
        SocketModeApp connected = socket;
        return connected != null && connected.getClient().verifyConnection();
    }

    @Override
    public void close() {
        starter.interrupt();
        SocketModeApp connected = socket;
        if (connected == null) {
            return;
        }
        stop(connected);
    }

    private static void stop(SocketModeApp connected) {
        try {
            SocketModeClient client = connected.getClient();
            if (client != null) {
                client.close();
            }
            connected.close();
        } catch (Exception e) {
            log.warn("socket mode did not close cleanly error={}", e.toString());
        }
    }
}
