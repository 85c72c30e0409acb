package dev.touchstone.backend.http;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.HostPort;

/// The names this server answers to. A page elsewhere can let its own name point here and have a browser inside the
/// network send requests (DNS rebinding); they arrive under that name and are refused for it. An address is no such
/// name, so a server that listens on all of its addresses answers to every one.
final class OwnHosts {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::");
    private static final Pattern V4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern V6 = Pattern.compile("[0-9a-f:.]*:[0-9a-f:.]*");

    private final Set<String> names = new HashSet<>(LOOPBACK);
    private final boolean anyAddress;

    /// @param bound what the server listens on
    /// @param allowed further names, as the operator gives them
    OwnHosts(String bound, List<String> allowed) {
        anyAddress = EVERYWHERE.contains(plain(bound));
        names.add(plain(bound));
        allowed.forEach(name -> names.add(plain(name)));
    }

    /// @param authority a host, with or without a port
    boolean include(String authority) {
        String host;
        try {
            host = plain(new HostPort(authority).getHost());
        } catch (IllegalArgumentException e) {
            return false;
        }
        return names.contains(host) || anyAddress && isAddress(host);
    }

    private static boolean isAddress(String host) {
        return V4.matcher(host).matches() || V6.matcher(host).matches();
    }

    private static String plain(String host) {
        String lower = host.strip().toLowerCase(Locale.ROOT);
        if (lower.startsWith("[") && lower.endsWith("]")) {
            return lower.substring(1, lower.length() - 1);
        }
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
