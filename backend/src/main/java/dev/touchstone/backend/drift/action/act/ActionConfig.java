package dev.touchstone.backend.drift.action.act;

import dev.touchstone.api.alarm.AlarmAction;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.backend.webhook.CallbackUrl;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Whom alarms' actions call.
///
/// @param githubUrl of GitHub's REST API; default `https://api.github.com`, for GitHub Enterprise Server
///     `https://HOST/api/v3`
/// @param githubToken only ever from `TOUCHSTONE_GITHUB_TOKEN`; null for none
/// @param pagerdutyUrl of the Events API; default `https://events.pagerduty.com`, in the EU service region
///     `https://events.eu.pagerduty.com`
/// @param pagerdutyKey the integration key of a service, only ever from `TOUCHSTONE_PAGERDUTY_KEY`; null for none
/// @param githubRepositories which repositories the token may write issues to, as `owner/name` or `owner/*`, besides
///     those in `pipelines.yaml`; none by default
/// @param pagerdutyPipelines which pipelines may page, by name or `*`, besides those whose action stands in
///     `pipelines.yaml`; none by default
/// @param deadline how long one call to either may take in all, 100ms to 60s; default 10s
/// @param workers how many actions run at once, 1 to 16; default 2
public record ActionConfig(
        String githubUrl,
        @Nullable String githubToken,
        String pagerdutyUrl,
        @Nullable String pagerdutyKey,
        List<String> githubRepositories,
        List<String> pagerdutyPipelines,
        Duration deadline,
        Integer workers) {
    static final String GITHUB_TOKEN = "TOUCHSTONE_GITHUB_TOKEN";
    static final String PAGERDUTY_KEY = "TOUCHSTONE_PAGERDUTY_KEY";

    private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9-]+/([A-Za-z0-9._-]+|\\*)");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    public ActionConfig {
        githubUrl = checkUrl("github_url", githubUrl == null ? "https://api.github.com" : githubUrl);
        pagerdutyUrl = checkUrl("pagerduty_url", pagerdutyUrl == null ? "https://events.pagerduty.com" : pagerdutyUrl);
        checkSecret(GITHUB_TOKEN, githubToken);
        checkSecret(PAGERDUTY_KEY, pagerdutyKey);
        githubRepositories = githubRepositories == null ? List.of() : List.copyOf(githubRepositories);
        for (String repository : githubRepositories) {
            if (!REPOSITORY.matcher(repository).matches()) {
                throw new IllegalArgumentException(
                        "github_repositories must be owner/name or owner/*, such as acme/support-bot");
            }
        }
        pagerdutyPipelines = pagerdutyPipelines == null ? List.of() : List.copyOf(pagerdutyPipelines);
        deadline = deadline == null ? Duration.ofSeconds(10) : deadline;
        if (deadline.compareTo(Duration.ofMillis(100)) < 0 || deadline.compareTo(Duration.ofSeconds(60)) > 0) {
            throw new IllegalArgumentException("deadline must be from 100ms to 60s");
        }
        workers = workers == null ? 2 : workers;
        if (workers < 1 || workers > 16) {
            throw new IllegalArgumentException("workers must be from 1 to 16, was " + workers);
        }
    }

    /// Secrets go there, so it is https, but for a stand-in on the same machine.
    private static String checkUrl(String field, String url) {
        URI uri;
        try {
            uri = CallbackUrl.check(url).uri();
        } catch (InvalidField e) {
            throw new IllegalArgumentException(field + " " + e.getMessage(), e);
        }
        if (!"https".equalsIgnoreCase(uri.getScheme()) && !LOOPBACK.contains(uri.getHost())) {
            throw new IllegalArgumentException(field + " must start with https://: a secret is sent there");
        }
        return url.replaceAll("/+$", "");
    }

    /// They become headers and JSON. What is wrong is said without them.
    private static void checkSecret(String variable, @Nullable String secret) {
        if (secret != null && !secret.matches("[!-~]+")) {
            throw new IllegalArgumentException(
                    variable + " must be printable ASCII without spaces; was a line break copied with it?");
        }
    }

    /// The environment variable that an action needs and that is not set; empty when it can work.
    public Optional<String> missing(AlarmAction.Type type) {
        return switch (type) {
            case GITHUB_ISSUE -> githubToken == null ? Optional.of(GITHUB_TOKEN) : Optional.empty();
            case PAGERDUTY -> pagerdutyKey == null ? Optional.of(PAGERDUTY_KEY) : Optional.empty();
            case RAISE_AUDIT, TIGHTEN_THRESHOLD, WEBHOOK, SLACK -> Optional.empty();
        };
    }

    /// Without the secrets, so that a config can be logged.
    @Override
    public String toString() {
        return "ActionConfig[githubUrl=" + githubUrl + ", pagerdutyUrl=" + pagerdutyUrl + ", deadline=" + deadline
                + ", workers=" + workers + "]";
    }
}
