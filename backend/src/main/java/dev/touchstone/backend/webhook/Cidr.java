package dev.touchstone.backend.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/// A range of addresses such as `10.2.0.0/16` or `fd00::/8`. Bits behind the prefix do not count.
public record Cidr(InetAddress base, int prefixBits) {
    /// @throws IllegalArgumentException when it is not an address, a slash and a number of bits
    static Cidr parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? "" : text.substring(0, slash);
        // Only literals: a name would be looked up, and would mean something else tomorrow.
        if (!NumericHosts.ambiguous(address) && (address.contains(":") || NumericHosts.isAddress(address))) {
            try {
                InetAddress base = InetAddress.getByName(address);
                int bits = Integer.parseInt(text.substring(slash + 1));
                if (bits >= 0 && bits <= base.getAddress().length * 8) {
                    return new Cidr(base, bits);
                }
            } catch (UnknownHostException | NumberFormatException e) {
                // Reported below like a prefix out of range.
            }
        }
        throw new IllegalArgumentException("'" + text + "' must be an address range such as 10.2.0.0/16 or fd00::/8");
    }

    static List<Cidr> all(String... ranges) {
        return Stream.of(ranges).map(Cidr::parse).toList();
    }

    boolean contains(InetAddress address) {
        byte[] mine = base.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int i = 0; i < mine.length; i++) {
            int bits = Math.clamp(prefixBits - 8L * i, 0, 8);
            int mask = 0xff << (8 - bits) & 0xff;
            if (((mine[i] ^ other[i]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
