package dev.touchstone.backend.http;

import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Problem;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Lets requests in until the server stops. From then on whoever comes is told so, and to close the connection: a
/// connection that is kept and cut off takes the next request with it, and nobody knows whether it was done.
final class StopGate extends Handler.Wrapper {
    private static final int RETRY_AFTER_S = 2;
    /// Who got an answer a moment ago may be about to send the next request.
    private static final long QUIET = Duration.ofMillis(300).toNanos();
    /// However many keep coming.
    private static final long LONGEST_FAREWELL = Duration.ofSeconds(3).toNanos();

    private static final byte[] BODY = Json.write(
                    Problem.of(
                            503,
                            "stopping",
                            "Stopping",
                            "The server stops; nothing was done. Send the request again: another one, or the next start, takes it."))
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);

    private final AtomicInteger running = new AtomicInteger();
    private volatile boolean stopping;
    private volatile long lastCame = System.nanoTime() - QUIET;

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        lastCame = System.nanoTime();
        running.incrementAndGet();
        Request.addCompletionListener(request, failure -> running.decrementAndGet());
        if (!stopping) {
            return super.handle(request, response, callback);
        }
        response.setStatus(503);
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_AFTER_S);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Endpoint.PROBLEM);
        response.write(true, ByteBuffer.wrap(BODY), callback);
        return true;
    }

    /// Whether answers from now on shall be the last on their connection.
    boolean isClosing() {
        return stopping;
    }

    /// Returns when everything that was let in is answered and whoever kept a connection has had the time to hear it,
    /// or when the time is up.
    void close(Duration atMost) {
        stopping = true;
        long from = System.nanoTime();
        long idleSince = from;
        while (System.nanoTime() - from < atMost.toNanos()) {
            long now = System.nanoTime();
            if (running.get() > 0) {
                idleSince = now;
            } else if (now - lastCame >= QUIET || now - idleSince >= LONGEST_FAREWELL) {
                return;
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
