package dev.touchstone.backend.http;

import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// What every request passes before it is routed: the host it asks for must be one of ours, and its method is the one
/// in its first line. HEAD is handled as the GET it stands for, key and scope included; Jetty leaves the body away.
final class FrontDoor extends Handler.Wrapper {
    /// Asked by machines that know the server by many names; they tell nothing of the data.
    private static final Set<String> FOR_PROBES = Set.of("/healthz", "/readyz");

    private static final int MISDIRECTED = 421;
    /// Javalin would route by it, past whatever looks at methods in front of us.
    private static final String OVERRIDE = "X-HTTP-Method-Override";

    private final OwnHosts hosts;

    FrontDoor(OwnHosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!FOR_PROBES.contains(Request.getPathInContext(request)) && isForOthers(request)) {
            refuse(response, callback);
            return true;
        }
        return super.handle(new AsSent(request), response, callback);
    }

    /// A request without any host is none of a browser's.
    private boolean isForOthers(Request request) {
        String header = request.getHeaders().get(HttpHeader.HOST);
        String asked = request.getHttpURI().getAuthority();
        return isAnother(header) || !Objects.equals(asked, header) && isAnother(asked);
    }

    private boolean isAnother(@Nullable String authority) {
        return authority != null && !authority.isEmpty() && !hosts.include(authority);
    }

    private static void refuse(Response response, Callback callback) {
        Problem problem = Problem.of(
                MISDIRECTED,
                "unknown-host",
                "Unknown host",
                "This server does not answer to the host that the request names; use the one it was set up with, or add"
                        + " the name to server.allowed_hosts.");
        response.setStatus(MISDIRECTED);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Endpoint.PROBLEM);
        Problems.FOR_BROWSERS.forEach((name, value) -> response.getHeaders().put(name, value));
        response.write(true, ByteBuffer.wrap(Json.write(problem).getBytes(StandardCharsets.UTF_8)), callback);
    }

    /// The request as its first line has it.
    private static final class AsSent extends Request.Wrapper {
        private final HttpFields headers;

        AsSent(Request request) {
            super(request);
            headers = request.getHeaders().contains(OVERRIDE)
                    ? HttpFields.build(request.getHeaders()).remove(OVERRIDE).asImmutable()
                    : request.getHeaders();
        }

        @Override
        public String getMethod() {
            String method = super.getMethod();
            return HttpMethod.HEAD.is(method) ? HttpMethod.GET.asString() : method;
        }

        @Override
        public HttpFields getHeaders() {
            return headers;
        }
    }
}
