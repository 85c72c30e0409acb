package dev.touchstone.bot.doctor;

import dev.touchstone.api.alarm.AlarmAction;
import dev.touchstone.api.policy.Policy;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What policies depend on in Slack.
///
/// @param channels what each channel is for, by its name as policies write it, `#name` or an id
/// @param groups ids of user groups whose members may decide
public record SlackNeeds(SortedMap<String, SortedSet<String>> channels, SortedSet<String> groups) {
    /// Of every policy: where cards, alarms, digests and escalations go, what actions post to, and who may decide.
    public static SlackNeeds of(Collection<Policy> policies) {
        SlackNeeds needs = new SlackNeeds(new TreeMap<>(), new TreeSet<>());
        policies.forEach(needs::add);
        return needs;
    }

    private void add(Policy policy) {
        add(policy.reviewers().channel(), "cards");
        add(policy.drift().channel(), "alarms");
        if (policy.digest() != null) {
            add(policy.digest().channel(), "digests");
        }
        if (policy.reminders() != null) {
            add(policy.reminders().escalateTo(), "escalations");
        }
        policy.drift().actions().stream()
                .filter(action -> action.type() == AlarmAction.Type.SLACK)
                .forEach(action -> add(action.target(), "the action " + action.name()));
        if (policy.reviewers().userGroup() != null) {
            groups.add(policy.reviewers().userGroup());
        }
    }

    private void add(@Nullable String channel, String purpose) {
        if (channel != null) {
            channels.computeIfAbsent(channel, name -> new TreeSet<>()).add(purpose);
        }
    }

    /// What a channel is for, in words.
    static String purposes(Map.Entry<String, SortedSet<String>> channel) {
        return String.join(", ", channel.getValue());
    }
}
