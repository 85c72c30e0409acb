package dev.touchstone.bot.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.util.http.SlackHttpClient;
import org.jspecify.annotations.Nullable;

/// Makes the one SDK instance of a bot; each owns threads.
public final class Sdk {
    private static final int READ_MS = 8_000;

    private Sdk() {}

    /// @param apiUrl another Web API than Slack's own, with a trailing slash; null for Slack
    public static Slack create(@Nullable String apiUrl) {
        SlackConfig config = new SlackConfig();
        config.setStatsEnabled(false);
        config.setHttpClientReadTimeoutMillis(READ_MS);
        config.setHttpClientWriteTimeoutMillis(READ_MS);
        if (apiUrl != null) {
            config.setMethodsEndpointUrlPrefix(apiUrl);
            // Otherwise HTTPS_PROXY is used, and nothing says for which hosts not.
            config.setProxyUrl(null);
        }
        // A message must not be posted twice because a connection broke: what can be repeated is repeated by us.
        SlackHttpClient http = new SlackHttpClient(SlackHttpClient.buildOkHttpClient(config)
                .newBuilder()
                .retryOnConnectionFailure(false)
                .build());
        http.setConfig(config);
        return Slack.getInstance(config, http);
    }
}
