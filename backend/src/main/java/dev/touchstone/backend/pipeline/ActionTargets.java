package dev.touchstone.backend.pipeline;

import dev.touchstone.api.alarm.AlarmAction;
import dev.touchstone.api.policy.AdviceRules;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.backend.webhook.CallbackUrl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Refuses addresses of actions and of advice that could never be called, when they are put: an alarm is too late.
final class ActionTargets {
    private ActionTargets() {}

    /// @throws InvalidField of the first webhook that could not be called
    static void check(Policy policy) {
        checkAdvice(policy.advice());
        List<AlarmAction> actions = policy.drift().actions();
        for (int i = 0; i < actions.size(); i++) {
            AlarmAction action = actions.get(i);
            if (action.type() == AlarmAction.Type.WEBHOOK) {
                try {
                    CallbackUrl.check(String.valueOf(action.target()));
                } catch (InvalidField e) {
                    throw new InvalidField(
                            "drift/actions/" + i + "/target", "of action " + action.name() + " " + e.getMessage());
                }
            }
        }
    }

    private static void checkAdvice(@Nullable AdviceRules rules) {
        if (rules != null && rules.callbackUrl() != null) {
            try {
                CallbackUrl.check(rules.callbackUrl());
            } catch (InvalidField e) {
                throw new InvalidField("advice/callback_url", String.valueOf(e.getMessage()));
            }
        }
    }
}
