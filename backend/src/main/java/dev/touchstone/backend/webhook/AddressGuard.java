package dev.touchstone.backend.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Decides which addresses may be called. A callback URL comes from whoever may post outputs; without this guard it
/// would reach whatever the server can reach: cloud metadata, databases, the server itself. Only addresses of the
/// public internet pass, and those the operator allows. The ranges are the special-purpose registries of IANA
/// (RFC 6890 and its successors).
public final class AddressGuard {
    private static final List<Cidr> SPECIAL_V4 = Cidr.all(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // carrier-grade NAT
            "127.0.0.0/8", // loopback
            "169.254.0.0/16", // link-local, cloud metadata
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarking
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, broadcast

    /// All there is of the public internet in IPv6: whatever lies outside is refused without being listed.
    private static final Cidr GLOBAL_V6 = Cidr.parse("2000::/3");

    private static final List<Cidr> SPECIAL_V6 = Cidr.all(
            "2001::/23", // protocol assignments: Teredo, benchmarking, ORCHID
            "2001:db8::/32", // documentation
            "3fff::/20"); // documentation

    /// Without the address: the URL comes from whoever may post outputs, and must not ask our resolver questions.
    static final String NOT_PUBLIC = "the host is not at a public address; webhooks.allow_cidrs can allow it";

    private static final Cidr NAT64 = Cidr.parse("64:ff9b::/96");
    private static final Cidr SIX_TO_FOUR = Cidr.parse("2002::/16");

    private final List<Cidr> allowed;

    AddressGuard(List<String> allowCidrs) {
        allowed = allowCidrs.stream().map(Cidr::parse).toList();
    }

    /// What speaks against calling a host at these addresses; empty when nothing does. One bad address condemns the
    /// host: who mixes public and private ones is trying something.
    ///
    /// @param encrypted whether it is called by https; plain http passes only to allowed addresses
    Optional<String> objection(boolean encrypted, List<InetAddress> addresses) {
        return addresses.stream()
                .filter(address -> !isAllowed(address))
                .flatMap(address -> objection(encrypted, address).stream())
                .findFirst();
    }

    private boolean isAllowed(InetAddress address) {
        return allowed.stream().anyMatch(range -> range.contains(address));
    }

    private static Optional<String> objection(boolean encrypted, InetAddress address) {
        if (!isPublic(address)) {
            return Optional.of(NOT_PUBLIC);
        }
        return encrypted
                ? Optional.empty()
                : Optional.of("plain http is only for addresses in webhooks.allow_cidrs; use https");
    }

    static boolean isPublic(InetAddress address) {
        if (address instanceof Inet4Address) {
            return SPECIAL_V4.stream().noneMatch(range -> range.contains(address));
        }
        // A translator or relay on the way would carry the packet on to the IPv4 address inside.
        if (NAT64.contains(address)) {
            return isPublic(embedded(address, 12));
        }
        if (SIX_TO_FOUR.contains(address)) {
            return isPublic(embedded(address, 2));
        }
        return GLOBAL_V6.contains(address) && SPECIAL_V6.stream().noneMatch(range -> range.contains(address));
    }

    private static InetAddress embedded(InetAddress address, int at) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), at, at + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
