package dev.touchstone.bot.slack;

import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.response.Response;
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

    /// Slack waits three seconds; the handler has taken some of them.
    private static final Duration FOR_THE_NEXT_SOCKET = Duration.ofMillis(2_500);

    private final String appToken;
    private final GuardedApp app;
    private final Thread starter = Persistence.thread("slack-socket", this::connect);
    private @Nullable SocketModeApp socket;
    private boolean closed;

    public SocketConnection(String appToken, GuardedApp app) {
        this.appToken = appToken;
        this.app = app;
    }

    @Override
    public void start() {
        starter.start();
    }

    private void connect() throws Exception {
        SocketModeApp attempt = new SocketModeApp(
                appToken,
                SocketModeClient.Backend.JavaWebSocket,
                context -> sentAgain(context.getRequest(), context.getException()),
                app,
                HANDLERS);
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

    /// When Slack wants a fresh socket, or the SDK finds the old one silent, the SDK puts the next one in its
    /// place before that is open: what was to be acknowledged meanwhile would be lost, and the person told that
    /// it failed.
    ///
    /// @return the acknowledgement to send once more; null when there is none
    private @Nullable Response sentAgain(Request<?> request, Exception failure) {
        Response answer = app.answerTo(request);
        if (answer == null) {
            return null;
        }
        log.warn("acknowledgement not sent, waiting for the next socket error={}", failure.toString());
        long deadline = System.nanoTime() + FOR_THE_NEXT_SOCKET.toNanos();
        while (!ready() && System.nanoTime() - deadline < 0) {
            SlackCalls.pause(Duration.ofMillis(20));
        }
        return answer;
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
