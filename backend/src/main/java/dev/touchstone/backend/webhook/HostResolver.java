package dev.touchstone.backend.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Finds the addresses of a host.
public interface HostResolver {
    /// Asks the operating system.
    HostResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /// @param host a name or an address without brackets
    /// @return at least one
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
