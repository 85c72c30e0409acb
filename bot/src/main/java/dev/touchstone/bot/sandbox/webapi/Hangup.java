package dev.touchstone.bot.sandbox.webapi;

import io.javalin.http.Context;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/// Breaks a connection without an answer, so that the caller sees "connection reset".
final class Hangup {
    private Hangup() {}

    static void on(Context ctx) {
        EndPoint endPoint = ServletContextRequest.getServletContextRequest(ctx.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
        if (endPoint.getTransport() instanceof SocketChannel channel) {
            try {
                // Lingering for no time sends RST instead of an orderly end.
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                channel.close();
            } catch (IOException alreadyGone) {
                endPoint.close(alreadyGone);
                return;
            }
        }
        endPoint.close();
    }
}
