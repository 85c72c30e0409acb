package dev.touchstone.backend.webhook;

import dev.touchstone.api.wire.InvalidField;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// A URL that verdicts can be sent to, as far as its text tells. Whether its host may be called is decided by address,
/// at each call.
///
/// @param uri ASCII only
public record CallbackUrl(URI uri) {
    private static final int MOST_CHARS = 2000;

    /// Reads a URL.
    ///
    /// @throws InvalidField of `callback_url` when it can never be called
    public static CallbackUrl check(String url) {
        if (url.length() > MOST_CHARS) {
            throw invalid("must be at most " + MOST_CHARS + " characters, was " + url.length());
        }
        URI uri;
        try {
            uri = new URI(new URI(url).toASCIIString());
        } catch (URISyntaxException e) {
            throw invalid("is not a URL");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw invalid("must start with https:// or http://");
        }
        if (uri.getRawUserInfo() != null) {
            throw invalid("must not contain a user or password; calls are authenticated by their signature");
        }
        if (uri.getHost() == null) {
            throw invalid("must name a host by letters, digits and hyphens, or by its address");
        }
        if (NumericHosts.ambiguous(bare(uri.getHost()))) {
            throw invalid("must write an address as four decimal numbers without leading zeros, such as 10.2.0.7");
        }
        if (!portMayBeCalled(uri.getPort())) {
            throw invalid("must use port 443, 80 or one from 1024 to 65535, not " + uri.getPort());
        }
        return new CallbackUrl(uri);
    }

    /// Ports below 1024 belong to mail, DNS and the like, which must not be talked into anything by an HTTP request.
    private static boolean portMayBeCalled(int port) {
        return port == -1 || port == 443 || port == 80 || port >= 1024 && port <= 65535;
    }

    private static InvalidField invalid(String detail) {
        return new InvalidField("callback_url", detail);
    }

    boolean encrypted() {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    /// A name, or an address without brackets.
    String host() {
        return bare(uri.getHost());
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    int port() {
        return uri.getPort() != -1 ? uri.getPort() : encrypted() ? 443 : 80;
    }

    /// The value of the Host header.
    String authority() {
        return uri.getPort() == -1 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    /// Path and query as they go into the request line.
    String requestTarget() {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /// Without path and query: they may hold a token.
    @Override
    public String toString() {
        return uri.getScheme() + "://" + authority();
    }
}
