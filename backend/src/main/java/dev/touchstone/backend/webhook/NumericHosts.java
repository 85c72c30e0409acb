package dev.touchstone.backend.webhook;

import java.util.regex.Pattern;

/// Tells hosts that are addresses in disguise. The C library takes `0177.0.0.1`, `0x7f.1`, `127.1` and `2130706433` for
/// 127.0.0.1; Java takes some of them for other addresses and some for names. Whatever could be read in two ways is no
/// host: an address has four decimal numbers without leading zeros, or is a plain one of IPv6.
final class NumericHosts {
    private static final String NUMBER = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern ADDRESS = Pattern.compile(NUMBER + "(\\." + NUMBER + "){3}");
    /// By the last label a host is an address or a name (<https://url.spec.whatwg.org/#ends-in-a-number-checker>).
    private static final Pattern ENDS_IN_NUMBER =
            Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)\\.?", Pattern.DOTALL);

    private NumericHosts() {}

    /// @param host a name or an address, of IPv6 without brackets
    static boolean ambiguous(String host) {
        if (host.contains(":")) {
            String end = host.substring(host.lastIndexOf(':') + 1);
            return host.contains("%") || end.contains(".") && !isAddress(end);
        }
        return ENDS_IN_NUMBER.matcher(host).matches() && !isAddress(host);
    }

    /// Whether it is an address of IPv4 that everybody reads alike.
    static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }
}
