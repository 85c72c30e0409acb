package dev.touchstone.app;

import dev.touchstone.api.client.TouchstoneClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which backend a command talks to.
final class ServerOptions {
    @Option(names = "--url", description = "Where the backend listens (default: ${DEFAULT-VALUE}).")
    private String url = "http://127.0.0.1:8400";

    @Option(names = "--key", description = "An API key; TOUCHSTONE_KEY by default, which no list of processes shows.")
    private @Nullable String key;

    /// @param scopes that the key needs
    TouchstoneClient client(String scopes) {
        String used = key != null ? key : System.getenv("TOUCHSTONE_KEY");
        if (used == null) {
            throw new IllegalArgumentException("Set TOUCHSTONE_KEY to a key with the scopes " + scopes
                    + "; make one with './touchstone keys create --scopes " + scopes + "'.");
        }
        return new TouchstoneClient(url, used);
    }
}
