package dev.touchstone.backend.drift.action.act;

import dev.touchstone.api.alarm.AlarmAction;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.backend.refusal.Refused;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Where the installation's own credentials may go: its GitHub token writes to the repositories that the operator
/// names, and its PagerDuty key pages for the pipelines that the operator names. Whoever may change one pipeline's
/// policy must not turn either on others. An action in the operator's own `pipelines.yaml` is named by that.
public final class AllowedTargets {
    private static final String ANY = "*";

    private final ActionConfig config;
    private volatile Map<String, Policy> declared = Map.of();

    public AllowedTargets(ActionConfig config) {
        this.config = config;
    }

    /// To be called with the policies of `pipelines.yaml`, before any action is carried out.
    public void declare(Map<String, Policy> policies) {
        declared = Map.copyOf(policies);
    }

    /// Refuses a policy with an action that would never be carried out.
    ///
    /// @throws Refused as forbidden, with the next step
    public void check(String pipeline, Policy policy) {
        for (AlarmAction action : policy.drift().actions()) {
            Optional<String> objection = objection(pipeline, action);
            if (objection.isPresent()) {
                throw Refused.forbidden(
                        "target-not-allowed", "The action '" + action.name() + "' cannot work: " + objection.get());
            }
        }
    }

    /// What speaks against carrying an action out, with the next step; empty when nothing does.
    public Optional<String> objection(String pipeline, AlarmAction action) {
        return switch (action.type()) {
            case GITHUB_ISSUE ->
                allowsRepository(String.valueOf(action.target())) || declares(pipeline, action)
                        ? Optional.empty()
                        : Optional.of("this installation opens no issues in " + action.target()
                                + ". Ask its operator to add it to actions.github_repositories.");
            case PAGERDUTY ->
                config.pagerdutyPipelines().contains(ANY)
                                || config.pagerdutyPipelines().contains(pipeline)
                                || declares(pipeline, action)
                        ? Optional.empty()
                        : Optional.of("this installation does not page for pipeline '" + pipeline
                                + "'. Ask its operator to add it to actions.pagerduty_pipelines.");
            case RAISE_AUDIT, TIGHTEN_THRESHOLD, WEBHOOK, SLACK -> Optional.empty();
        };
    }

    /// GitHub does not distinguish case.
    private boolean allowsRepository(String repository) {
        String asked = repository.toLowerCase(Locale.ROOT);
        String owner = asked.substring(0, asked.indexOf('/') + 1);
        return config.githubRepositories().stream()
                .map(allowed -> allowed.toLowerCase(Locale.ROOT))
                .anyMatch(allowed -> allowed.equals(asked) || allowed.equals(owner + ANY));
    }

    private boolean declares(String pipeline, AlarmAction action) {
        Policy policy = declared.get(pipeline);
        return policy != null
                && policy.drift().actions().stream()
                        .anyMatch(named ->
                                named.type() == action.type() && Objects.equals(named.target(), action.target()));
    }
}
