package dev.touchstone.sandbox.workspace;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What the workspace holds before anybody does anything.
public record Seed(Team team, App app, List<User> users, List<Channel> channels, List<UserGroup> groups) {
    public Seed {
        users = List.copyOf(users);
        channels = List.copyOf(channels);
        groups = List.copyOf(groups);
        Set<String> known = users.stream().map(User::id).collect(Collectors.toSet());
        if (!known.contains(app.botUserId())) {
            throw new IllegalArgumentException("the bot user " + app.botUserId() + " must be among the users");
        }
        for (Channel channel : channels) {
            requireKnown("channel " + channel.name(), channel.members(), known);
        }
        for (UserGroup group : groups) {
            requireKnown("user group " + group.handle(), group.users(), known);
        }
    }

    private static void requireKnown(String where, Set<String> members, Set<String> known) {
        for (String member : members) {
            if (!known.contains(member)) {
                throw new IllegalArgumentException(where + " lists " + member + ", who is not among the users");
            }
        }
    }
}
