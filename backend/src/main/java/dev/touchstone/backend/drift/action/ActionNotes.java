package dev.touchstone.backend.drift.action;

import dev.touchstone.api.alarm.AlarmAction;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.backend.drift.action.act.ActionConfig;
import java.util.List;

/// What people should know of actions before an alarm needs them.
public final class ActionNotes {
    private final ActionConfig config;

    public ActionNotes(ActionConfig config) {
        this.config = config;
    }

    /// A sentence for each action of a policy that cannot work as things are; empty when all can.
    public List<String> of(Policy policy) {
        return policy.drift().actions().stream()
                .flatMap(action -> config.missing(action.type()).map(variable -> note(action, variable)).stream())
                .toList();
    }

    private static String note(AlarmAction action, String variable) {
        return "The action '" + action.name() + "' (" + action.type().wire() + ") will fail, because " + variable
                + " is not set. Set it in the environment and start Touchstone again.";
    }
}
