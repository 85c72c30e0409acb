package dev.touchstone.bot.slack;

import com.slack.api.methods.MethodsClient;
import com.slack.api.model.Conversation;
import com.slack.api.model.ConversationType;
import com.slack.api.model.ResponseMetadata;
import com.slack.api.model.User;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who and what there is in the workspace, always asked anew. Thread-safe.
public final class Workspace {
    private static final int PAGE = 1000;
    private static final int MOST_PAGES = 50;

    private final SlackCalls calls;

    public Workspace(MethodsClient methods) {
        this(methods, new CallCounts());
    }

    public Workspace(MethodsClient methods, CallCounts counts) {
        this.calls = new SlackCalls(methods, counts);
    }

    /// Where the bot lives.
    ///
    /// @param team the workspace
    /// @param enterprise the organisation around it; null for none
    public record Place(String team, @Nullable String enterprise) {}

    public Place place() {
        var auth = calls.patiently("auth.test", slack -> slack.authTest(test -> test));
        return new Place(auth.getTeamId(), auth.getEnterpriseId());
    }

    public User user(String id) {
        return calls.patiently("users.info", slack -> slack.usersInfo(info -> info.user(id)))
                .getUser();
    }

    public Set<String> groupMembers(String group) {
        return Set.copyOf(calls.patiently(
                        "usergroups.users.list", slack -> slack.usergroupsUsersList(list -> list.usergroup(group)))
                .getUsers());
    }

    public Set<String> channelMembers(String channel) {
        Set<String> members = new HashSet<>();
        String cursor = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            String from = cursor;
            var found = calls.patiently(
                    "conversations.members",
                    slack -> slack.conversationsMembers(
                            list -> list.channel(channel).limit(PAGE).cursor(from)));
            members.addAll(found.getMembers());
            cursor = next(found.getResponseMetadata());
            if (cursor == null) {
                break;
            }
        }
        return members;
    }

    /// The id of the channel of this name, if the bot can see it.
    public Optional<String> channelNamed(String name) {
        String cursor = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            String from = cursor;
            var found = calls.patiently(
                    "conversations.list",
                    slack -> slack.conversationsList(list -> list.excludeArchived(true)
                            .types(List.of(ConversationType.PUBLIC_CHANNEL, ConversationType.PRIVATE_CHANNEL))
                            .limit(PAGE)
                            .cursor(from)));
            for (Conversation channel : found.getChannels()) {
                if (name.equals(channel.getName())) {
                    return Optional.of(channel.getId());
                }
            }
            cursor = next(found.getResponseMetadata());
            if (cursor == null) {
                break;
            }
        }
        return Optional.empty();
    }

    private static @Nullable String next(@Nullable ResponseMetadata metadata) {
        String cursor = metadata == null ? null : metadata.getNextCursor();
        return cursor == null || cursor.isEmpty() ? null : cursor;
    }
}
