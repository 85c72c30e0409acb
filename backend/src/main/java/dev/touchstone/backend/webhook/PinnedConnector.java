package dev.touchstone.backend.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens connections to addresses that were checked. A host is looked up once, and the addresses checked are the ones
/// connected to, so that a name cannot point elsewhere between check and call; the certificate must still be the
/// host's. Thread-safe.
public final class PinnedConnector implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PinnedConnector.class);
    private static final int MOST_ADDRESSES = 4;

    private final AddressGuard guard;
    private final HostResolver resolver;
    private final SSLSocketFactory tls;
    private final Supplier<Socket> sockets;
    private final ExecutorService lookups = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("webhook-lookup-", 0).daemon().factory());

    PinnedConnector(AddressGuard guard, HostResolver resolver, SSLSocketFactory tls) {
        // NO_PROXY: a SOCKS proxy from the environment would do its own lookup.
        this(guard, resolver, tls, () -> new Socket(Proxy.NO_PROXY));
    }

    /// @param sockets makes sockets that are not connected yet
    PinnedConnector(AddressGuard guard, HostResolver resolver, SSLSocketFactory tls, Supplier<Socket> sockets) {
        this.sockets = sockets;
        this.guard = guard;
        this.resolver = resolver;
        this.tls = tls;
    }

    /// An open connection.
    ///
    /// @param encrypted the layer above the socket; null for plain http
    record Connection(Socket socket, @Nullable SSLSocket encrypted) {}

    /// The guard forbids the call.
    static final class Refused extends IOException {
        Refused(String message) {
            super(message);
        }
    }

    /// Connects and, for https, shakes hands. The deadline owns the socket.
    ///
    /// @throws Refused when an address of the host must not be called
    Connection open(CallbackUrl url, CallDeadline deadline) throws IOException {
        List<InetAddress> addresses = lookUp(url.host(), deadline);
        Optional<String> objection = guard.objection(url.encrypted(), addresses);
        if (objection.isPresent()) {
            log.warn("call refused host={} addresses={} why={}", url.host(), addresses, objection.get());
            throw new Refused(objection.get());
        }
        Socket socket = connectToFirst(addresses, url.port(), deadline);
        return new Connection(socket, url.encrypted() ? encrypt(socket, url) : null);
    }

    /// On a thread of its own, because the system's resolver keeps to no deadline.
    private List<InetAddress> lookUp(String host, CallDeadline deadline) throws IOException {
        Future<List<InetAddress>> lookup = lookups.submit(() -> resolver.resolve(host));
        try {
            return lookup.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            lookup.cancel(true);
            throw new SocketTimeoutException("the lookup took too long");
        } catch (ExecutionException e) {
            throw new UnknownHostException(host);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SocketTimeoutException("interrupted");
        }
    }

    private Socket connectToFirst(List<InetAddress> addresses, int port, CallDeadline deadline) throws IOException {
        List<InetAddress> candidates = addresses.subList(0, Math.min(addresses.size(), MOST_ADDRESSES));
        IOException failure = new UnknownHostException("no address");
        for (int i = 0; i < candidates.size(); i++) {
            // One that swallows packets leaves the others their share of the time.
            long share = deadline.left().toMillis() / (candidates.size() - i);
            try {
                return connect(new InetSocketAddress(candidates.get(i), port), share, deadline);
            } catch (IOException e) {
                failure = e;
                if (deadline.passed()) {
                    break;
                }
            }
        }
        throw failure;
    }

    private Socket connect(InetSocketAddress address, long timeoutMs, CallDeadline deadline) throws IOException {
        Socket socket = sockets.get();
        deadline.watch(socket);
        socket.setTcpNoDelay(true);
        socket.connect(address, (int) Math.max(1, timeoutMs));
        return socket;
    }

    /// The host's name goes into SNI and is what the certificate is verified for.
    private SSLSocket encrypt(Socket socket, CallbackUrl url) throws IOException {
        SSLSocket encrypted = (SSLSocket) tls.createSocket(socket, url.host(), url.port(), true);
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        encrypted.setSSLParameters(parameters);
        encrypted.startHandshake();
        return encrypted;
    }

    @Override
    public void close() {
        lookups.shutdownNow();
    }
}
