package dev.touchstone.bot.doctor;

import com.slack.api.methods.MethodsClient;
import com.slack.api.model.Conversation;
import com.slack.api.model.ConversationType;
import com.slack.api.model.Usergroup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/// Whether the channels and user groups that policies name are there, and the bot in them.
final class Places {
    private static final int PAGE = 200;

    private final MethodsClient methods;

    Places(MethodsClient methods) {
        this.methods = methods;
    }

    List<Finding> examine(SlackNeeds needs) {
        List<Finding> findings = new ArrayList<>();
        if (!needs.channels().isEmpty()) {
            findings.addAll(channels(needs));
        }
        if (!needs.groups().isEmpty()) {
            findings.addAll(groups(needs.groups()));
        }
        return findings;
    }

    private List<Finding> channels(SlackNeeds needs) {
        try {
            List<Conversation> known = conversations();
            return needs.channels().entrySet().stream()
                    .map(needed -> membership(needed, known))
                    .toList();
        } catch (IOException e) {
            return needs.channels().keySet().stream()
                    .map(channel -> notLookedUp("channel " + channel, e))
                    .toList();
        }
    }

    private static Finding membership(Map.Entry<String, SortedSet<String>> needed, List<Conversation> known) {
        String channel = needed.getKey();
        String check = "channel " + channel;
        String purposes = "for " + SlackNeeds.purposes(needed);
        String wanted = channel.startsWith("#") ? channel.substring(1) : channel;
        return known.stream()
                .filter(one -> wanted.equals(one.getName()) || wanted.equals(one.getId()))
                .findFirst()
                .map(found -> found.isArchived()
                        ? Finding.failed(
                                check,
                                "it is archived, and needed " + purposes,
                                "unarchive it, or name another one in the policy")
                        : found.isMember()
                                ? Finding.ok(check, "the bot is a member; it is " + purposes)
                                : Finding.failed(
                                        check,
                                        "the bot is not a member, and it is " + purposes,
                                        "type /invite @Touchstone in it"))
                .orElseGet(() -> Finding.failed(
                        check,
                        "there is none the bot can see, and it is needed " + purposes,
                        "create it, correct the name in the policy, or invite the bot if it is private"));
    }

    private List<Conversation> conversations() throws IOException {
        List<Conversation> all = new ArrayList<>();
        String cursor = null;
        do {
            String from = cursor;
            var page = SlackDoctor.granted(
                    methods,
                    slack -> slack.conversationsList(request -> request.limit(PAGE)
                            .cursor(from)
                            .excludeArchived(false)
                            .types(List.of(ConversationType.PUBLIC_CHANNEL, ConversationType.PRIVATE_CHANNEL))));
            all.addAll(page.getChannels());
            cursor = page.getResponseMetadata() == null
                    ? null
                    : page.getResponseMetadata().getNextCursor();
        } while (cursor != null && !cursor.isEmpty());
        return all;
    }

    private List<Finding> groups(SortedSet<String> needed) {
        try {
            var answer = SlackDoctor.granted(
                    methods, slack -> slack.usergroupsList(request -> request.includeDisabled(true)));
            return needed.stream()
                    .map(group -> group(group, answer.getUsergroups()))
                    .toList();
        } catch (IOException e) {
            return needed.stream()
                    .map(group -> notLookedUp("user group " + group, e))
                    .toList();
        }
    }

    private static Finding group(String wanted, List<Usergroup> known) {
        String check = "user group " + wanted;
        return known.stream()
                .filter(group -> wanted.equals(group.getId()))
                .findFirst()
                .map(group -> group.getDateDelete() != null && group.getDateDelete() > 0
                        ? Finding.failed(
                                check,
                                "it is disabled, so nobody may decide",
                                "enable it in Slack, or name another one in the policy")
                        : Finding.ok(check, "it is @" + group.getHandle()))
                .orElseGet(() -> Finding.failed(
                        check,
                        "there is none, so nobody may decide",
                        "put the group's id (S…) as user_group into the policy; Slack shows it in the group's link"));
    }

    private static Finding notLookedUp(String check, Exception e) {
        return Finding.failed(check, "it could not be looked up: " + e.getMessage(), "try again in a minute");
    }
}
