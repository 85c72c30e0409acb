package dev.touchstone.sandbox.webapi;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/// Breaks connections.
final class Hangup {
    private Hangup() {}

    /// Without a byte of an answer: the caller sees "connection reset".
    static void on(Context ctx) {
        EndPoint endPoint = endPoint(ctx);
        if (endPoint.getTransport() instanceof SocketChannel channel) {
            try {
                // Lingering for no time sends RST instead of an orderly end.
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException alreadyGone) {
                endPoint.close(alreadyGone);
                return;
            }
        }
        endPoint.close();
    }

    /// In the middle of the answer. The end is orderly, or the reset could overtake what was sent and the caller would
    /// not know that an answer had begun.
    static void midway(Context ctx, String answer) {
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        ctx.res().setContentType("application/json; charset=utf-8");
        ctx.res().setContentLength(bytes.length);
        try {
            OutputStream out = ctx.res().getOutputStream();
            out.write(bytes, 0, bytes.length / 2);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        endPoint(ctx).close();
    }

    private static EndPoint endPoint(Context ctx) {
        return ServletContextRequest.getServletContextRequest(ctx.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
    }
}
