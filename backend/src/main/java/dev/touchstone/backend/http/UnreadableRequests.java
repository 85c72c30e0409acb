package dev.touchstone.backend.http;

import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Problem;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// Answers what Jetty refuses before any route sees it, such as a malformed URI or oversized headers, with a problem
/// document like every other refusal.
final class UnreadableRequests extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        Problem problem = Problem.of(
                status,
                "http-" + status,
                HttpStatus.getMessage(status),
                status == HttpStatus.SERVICE_UNAVAILABLE_503
                        ? "The server cannot take the request right now; send it again."
                        : "The request is not HTTP that this server takes: check its path, method and headers.");
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Endpoint.PROBLEM);
        // Jetty closes the connection, because it does not know where the next request begins. A pool that is not told
        // sends one into it and sees it reset.
        response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
        response.write(true, ByteBuffer.wrap(bytes(problem)), callback);
        return true;
    }

    private static byte[] bytes(Problem problem) {
        return Json.write(problem).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
