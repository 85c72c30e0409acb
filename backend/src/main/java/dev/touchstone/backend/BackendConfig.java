package dev.touchstone.backend;

import dev.touchstone.backend.advice.CostConfig;
import dev.touchstone.backend.config.ConfigLoader;
import dev.touchstone.backend.drift.action.act.ActionConfig;
import dev.touchstone.backend.evaluation.EvaluationConfig;
import dev.touchstone.backend.feedback.link.LinkConfig;
import dev.touchstone.backend.http.ServerConfig;
import dev.touchstone.backend.intake.IntakeConfig;
import dev.touchstone.backend.judge.committee.CommitteeConfig;
import dev.touchstone.backend.model.EmbeddingConfig;
import dev.touchstone.backend.model.ModelConfig;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.webhook.WebhookConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The whole configuration of the backend: `config/touchstone.yaml`, one section per record, each with its own
/// defaults.
///
/// @param server how the HTTP server listens
/// @param database where the data lives
/// @param intake how outputs are taken in
/// @param webhooks how pipelines are called back
/// @param judge which model judges
/// @param actions whom alarms' actions call
/// @param committee which models are put the same questions as a pipeline's own
/// @param feedback who may send feedback without a key, and from where
/// @param costs what people's time costs
/// @param embeddings which model says what texts mean
/// @param evaluations where verdicts are told to tools that show traces
public record BackendConfig(
        ServerConfig server,
        DatabaseConfig database,
        IntakeConfig intake,
        WebhookConfig webhooks,
        ModelConfig judge,
        ActionConfig actions,
        CommitteeConfig committee,
        LinkConfig feedback,
        CostConfig costs,
        EmbeddingConfig embeddings,
        EvaluationConfig evaluations) {
    /// Begins the variable with the key of one model: `TOUCHSTONE_COMMITTEE_KEY_LARGE` is that of `large`.
    private static final String COMMITTEE_KEY = "TOUCHSTONE_COMMITTEE_KEY_";

    private static final Map<String, String> ALIASES = Map.of(
            "TOUCHSTONE_HOST", "server.host",
            "TOUCHSTONE_PORT", "server.port",
            "TOUCHSTONE_DATABASE_URL", "database.url",
            "TOUCHSTONE_DATABASE_PASSWORD", "database.password",
            "TOUCHSTONE_JUDGE_KEY", "judge.api_key",
            "TOUCHSTONE_EMBEDDINGS_KEY", "embeddings.api_key",
            "TOUCHSTONE_EVALUATIONS_HEADERS", "evaluations.headers",
            "TOUCHSTONE_GITHUB_TOKEN", "actions.github_token",
            "TOUCHSTONE_PAGERDUTY_KEY", "actions.pagerduty_key");
    private static final Set<String> SECRETS = Set.of(
            "database.password",
            "judge.api_key",
            "embeddings.api_key",
            "evaluations.headers",
            "actions.github_token",
            "actions.pagerduty_key",
            "committee.models.*.api_key");

    /// The bot's section of the same file, which the bot's own loader reads.
    private static final Set<String> OTHERS = Set.of("bot");

    public BackendConfig {
        committee.checkUnder(judge);
    }

    /// Reads the file, if it exists, under the environment's overrides.
    ///
    /// @throws dev.touchstone.backend.config.ConfigException listing every error
    public static BackendConfig load(Path file, Map<String, String> environment) {
        Map<String, String> aliases = new HashMap<>(ALIASES);
        environment.keySet().stream()
                .filter(variable -> variable.startsWith(COMMITTEE_KEY))
                .forEach(variable -> aliases.put(variable, "committee.models." + model(variable) + ".api_key"));
        return new ConfigLoader(aliases, SECRETS, OTHERS).load(file, environment, BackendConfig.class);
    }

    private static String model(String variable) {
        return variable.substring(COMMITTEE_KEY.length())
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
    }

    /// Every default but the database.
    public static BackendConfig withDatabase(String url) {
        return load(Path.of("no-such-file.yaml"), Map.of("TOUCHSTONE_DATABASE_URL", url, "TOUCHSTONE_PORT", "0"));
    }
}
