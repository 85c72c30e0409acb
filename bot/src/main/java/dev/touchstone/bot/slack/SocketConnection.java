package dev.touchstone.bot.slack;

import com.slack.api.bolt.App;
import com.slack.api.bolt.socket_mode.SocketModeApp;
import com.slack.api.socket_mode.SocketModeClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Socket Mode: needs no public address. Connects as soon as Slack can be reached; from then on the SDK's session
/// monitor keeps the connection up.
public final class SocketConnection implements Connection {
    private static final Logger log = LoggerFactory.getLogger(SocketConnection.class);
    private static final int HANDLERS = 32;

    private final String appToken;
    private final App app;
    private final Thread starter = Persistence.thread("slack-socket", this::connect);
    private @Nullable SocketModeApp socket;
    private boolean closed;

    public SocketConnection(String appToken, App app) {
        this.appToken = appToken;
        this.app = app;
    }

    @Override
    public void start() {
        starter.start();
    }

    private void connect() throws Exception {
        SocketModeApp attempt = new SocketModeApp(appToken, app, SocketModeClient.Backend.JavaWebSocket, HANDLERS);
        try {
            attempt.startAsync();
        } catch (Exception e) {
            // Its session monitor would go on connecting beside the next attempt.
            stop(attempt);
            throw e;
        }
        if (!kept(attempt)) {
            stop(attempt);
        }
    }

    private synchronized boolean kept(SocketModeApp connected) {
        socket = closed ? null : connected;
        return !closed;
    }

    private synchronized @Nullable SocketModeApp socket() {
        return socket;
    }

    @Override
    public boolean ready() {
        SocketModeApp connected = socket();
        return connected != null && connected.getClient().verifyConnection();
    }

    @Override
    public void close() {
        starter.interrupt();
        SocketModeApp connected;
        synchronized (this) {
            closed = true;
            connected = socket;
        }
        if (connected != null) {
            stop(connected);
        }
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
