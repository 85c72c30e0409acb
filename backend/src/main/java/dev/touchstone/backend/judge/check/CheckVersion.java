package dev.touchstone.backend.judge.check;

import dev.touchstone.api.policy.SelfCheckRules;
import dev.touchstone.backend.judge.judgment.Prompt;
import dev.touchstone.backend.ledger.ContentHash;
import dev.touchstone.backend.model.ModelConfig;
import java.util.Locale;

/// What makes scores comparable: the model and how it is asked. Whatever of it changes makes another version, with a
/// calibration of its own.
final class CheckVersion {
    private static final int LETTERS = 12;

    private CheckVersion() {}

    /// @param votes how many answers a score is counted of; 1 for probabilities
    static String of(ModelConfig config, SelfCheckRules rules, int votes) {
        String model = String.valueOf(config.model());
        String hash = ContentHash.of(
                config.baseUrl(),
                model,
                Prompt.FOLLOWS,
                rules.of().wire(),
                votes,
                config.temperature(model),
                config.settings(model).reasoningEffort());
        return "sc-" + hash.replaceAll("[^A-Za-z0-9]", "").substring(0, LETTERS).toLowerCase(Locale.ROOT);
    }
}
