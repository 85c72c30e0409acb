package dev.touchstone.backend.http;

import dev.touchstone.api.wire.JsonReason;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.util.JavalinException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves endpoints: checks key, scope and rate, calls the handler and writes its answer or its problem. A request
/// has a virtual thread, on which its body is read, and its handler a platform thread unless it
/// [parks][Endpoint.Load]. Stopping waits for requests in flight.
public final class HttpServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HttpServer.class);
    /// Pipelines start many workers at once; beyond Java's 50 the system may drop those that wait to be accepted.
    private static final int CONNECTIONS_IN_LINE = 1024;

    private static final String OPERATION = "operation";
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30)
    };

    private final ServerConfig config;
    private final List<Endpoint> endpoints;
    private final Authenticator authenticator;
    private final MeterRegistry metrics;
    private final CallerCheck callers;
    private final Admission admission;
    private final StopGate gate = new StopGate();
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();
    private final Map<String, Servlet> mounted = new ConcurrentHashMap<>();
    private final Javalin app;

    public HttpServer(
            ServerConfig config, List<Endpoint> endpoints, Authenticator authenticator, MeterRegistry metrics) {
        this(config, endpoints, authenticator, Acting.NOBODY, metrics);
    }

    /// @param acting for whom the console may act
    public HttpServer(
            ServerConfig config,
            List<Endpoint> endpoints,
            Authenticator authenticator,
            Acting acting,
            MeterRegistry metrics) {
        this.config = config;
        this.endpoints = List.copyOf(endpoints);
        this.authenticator = authenticator;
        this.metrics = metrics;
        this.callers = new CallerCheck(config, authenticator, acting);
        this.admission = new Admission(config);
        this.app = Javalin.create(javalin -> {
            javalin.startup.showJavalinBanner = false;
            javalin.startup.showOldJavalinVersionWarning = false;
            javalin.startup.startupWatcherEnabled = false;
            javalin.concurrency.useVirtualThreads = true;
            javalin.http.prefer405over404 = true;
            javalin.http.defaultContentType = Endpoint.JSON;
            javalin.jetty.addConnector(this::connector);
            javalin.jetty.modifyServer(server -> {
                server.setStopTimeout(config.stopDeadline().toMillis());
                server.insertHandler(new FrontDoor(new OwnHosts(config.host(), config.allowedHosts())));
                server.insertHandler(new GracefulHandler());
                server.insertHandler(gate);
                server.setErrorHandler(new UnreadableRequests());
            });
            javalin.jetty.modifyServletContextHandler(context ->
                    mounted.forEach((path, servlet) -> context.addServlet(new ServletHolder(servlet), path + "/*")));
            javalin.staticFiles.enableWebjars();
            javalin.requestLogger.http(this::count);
            Problems.install(javalin);
            this.endpoints.forEach(endpoint -> javalin.routes.addHttpHandler(
                    HandlerType.findOrCreate(endpoint.operation().method()),
                    endpoint.operation().path(),
                    context -> serve(endpoint, context)));
        });
    }

    private Connector connector(Server server, HttpConfiguration http) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(config.host());
        connector.setPort(config.port());
        connector.setAcceptQueueSize(CONNECTIONS_IN_LINE);
        return connector;
    }

    /// Serves somebody else's pages beside the API, behind the same front door. Only before the start.
    ///
    /// @param path such as `/console`
    public void mount(String path, Servlet pages) {
        mounted.put(path, pages);
    }

    /// @throws UncheckedIOException when it cannot listen there, in a sentence
    public HttpServer start() {
        try {
            app.start();
        } catch (RuntimeException e) {
            throw bindFailure(e)
                    .<RuntimeException>map(cannot -> cannotListen(cannot))
                    .orElse(e);
        }
        log.info("listening url={}", url());
        return this;
    }

    private static Optional<IOException> bindFailure(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException || cause instanceof UnresolvedAddressException) {
                return Optional.of(cause instanceof IOException io ? io : new IOException("no such address", cause));
            }
        }
        return Optional.empty();
    }

    private UncheckedIOException cannotListen(IOException why) {
        return new UncheckedIOException(
                "cannot listen on " + config.host() + ":" + config.port() + " (" + why.getMessage()
                        + "): stop what has the port, or set TOUCHSTONE_SERVER__PORT and TOUCHSTONE_SERVER__HOST to"
                        + " where the server may listen",
                why);
    }

    /// Where the server listens, without a trailing slash.
    public String url() {
        return "http://" + (config.host().equals("0.0.0.0") ? "127.0.0.1" : config.host()) + ":" + app.port();
    }

    /// What is served; the OpenAPI document is made from it.
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    /// What Javalin has registered, as `METHOD path`, whatever it came from.
    List<String> routes() {
        return app.unsafe.internalRouter.allHttpHandlers().stream()
                .map(handler -> handler.endpoint.method.name() + " " + handler.endpoint.path)
                .toList();
    }

    private void serve(Endpoint endpoint, Context context) throws Exception {
        context.attribute(OPERATION, endpoint.operation().id());
        Problems.forBrowsers(context);
        @Nullable Caller caller = null;
        try {
            caller = callers.admit(endpoint, context);
            requireKnownParameters(endpoint, context);
            admission.serve(endpoint, context, caller);
        } finally {
            if (caller != null && Call.wasForeign(context)) {
                authenticator.refused(caller.keyId(), endpoint.operation().id(), "another pipeline's");
            }
            if (gate.isClosing()) {
                context.header("Connection", "close");
            }
        }
    }

    /// Once the answer is known, whoever gave it.
    private void count(Context context, Float ms) {
        String operation = context.attribute(OPERATION);
        if (operation != null) {
            timer(operation, context.statusCode()).record((long) (ms * 1_000_000), TimeUnit.NANOSECONDS);
        }
    }

    /// A misspelt filter would otherwise answer with everything. Public endpoints take what monitors append.
    private static void requireKnownParameters(Endpoint endpoint, Context context) {
        if (endpoint.scope() == null || context.queryString() == null) {
            return;
        }
        List<String> known = endpoint.parameters().stream()
                .filter(parameter -> parameter.in() == Parameter.In.QUERY)
                .map(Parameter::name)
                .toList();
        context.queryParamMap().forEach((name, values) -> {
            if (!known.contains(name)) {
                throw Call.badParameter(
                        JsonReason.printable(name),
                        known.isEmpty() ? "is unknown; this operation takes none" : "is unknown; known are " + known);
            }
            if (values.size() > 1) {
                throw Call.badParameter(name, "is given " + values.size() + " times; give it once");
            }
        });
    }

    private Timer timer(String operation, int status) {
        return timers.computeIfAbsent(
                operation + " " + status,
                unused -> Timer.builder("touchstone.http.requests")
                        .description("Time from the first byte of a request to its answer, long polls included")
                        .tag("operation", operation)
                        .tag("status", String.valueOf(status))
                        .serviceLevelObjectives(BUCKETS)
                        .register(metrics));
    }

    /// Takes no new requests, tells who still sends some to go elsewhere, and waits for those in flight, at most
    /// the stop deadline. What is still running then is cut off; what it handed to the writer is stored all the
    /// same.
    @Override
    public void close() {
        gate.close(config.stopDeadline());
        try {
            app.stop();
        } catch (JavalinException e) {
            log.warn("requests were still running when the server stopped cause={}", String.valueOf(e.getCause()));
        }
    }
}
