package dev.touchstone.backend.webhook;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;

/// A socket that connects to this machine and to nothing else. Tests of addresses that must not be called have
/// it, so that a guard that fails costs a test and sends no packet.
final class LoopbackOnly extends Socket {
    LoopbackOnly() {
        super(Proxy.NO_PROXY);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        if (!(endpoint instanceof InetSocketAddress address)
                || address.getAddress() == null
                || !address.getAddress().isLoopbackAddress()) {
            throw new AssertionError("a test would have called " + endpoint);
        }
        super.connect(endpoint, timeout);
    }
}
