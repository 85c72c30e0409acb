package dev.touchstone.sandbox.workspace;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The conversations and who is in them. Direct messages come to be when somebody opens them.
public final class Channels {
    private final Map<String, Channel> channels = new LinkedHashMap<>();

    Channels(Seed seed) {
        seed.channels().forEach(channel -> channels.put(channel.id(), channel));
    }

    public List<Channel> all() {
        return List.copyOf(channels.values());
    }

    public List<Channel> of(String user) {
        return channels.values().stream().filter(channel -> channel.has(user)).toList();
    }

    /// The conversation of this id, or of this name with or without `#`.
    ///
    /// @throws SlackError `channel_not_found`
    public Channel channel(String idOrName) {
        Channel channel = channels.get(idOrName);
        if (channel != null) {
            return channel;
        }
        String name = idOrName.startsWith("#") ? idOrName.substring(1) : idOrName;
        return channels.values().stream()
                .filter(candidate -> !candidate.isDirect() && candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new SlackError("channel_not_found"));
    }

    /// A conversation the caller may know of: their own, or a public one. Private channels of others do not exist for
    /// an outsider.
    ///
    /// @throws SlackError `channel_not_found`
    public Channel visibleTo(String caller, String idOrName) {
        Channel channel = channel(idOrName);
        if (channel.kind() != Channel.Kind.PUBLIC && !channel.has(caller)) {
            throw new SlackError("channel_not_found");
        }
        return channel;
    }

    /// @throws SlackError `channel_not_found`, or `not_in_channel` for a public channel the caller did not join
    public Channel joinedBy(String caller, String idOrName) {
        Channel channel = visibleTo(caller, idOrName);
        if (!channel.has(caller)) {
            throw new SlackError("not_in_channel");
        }
        return channel;
    }

    public Channel join(String channel, String user) {
        Channel joined = channel(channel).joinedBy(user);
        channels.put(joined.id(), joined);
        return joined;
    }

    public Channel leave(String channel, String user) {
        Channel left = channel(channel).leftBy(user);
        channels.put(left.id(), left);
        return left;
    }

    /// The direct messages between the bot and one person; the same one every time.
    public Channel direct(String bot, String user) {
        Set<String> both = new LinkedHashSet<>(List.of(bot, user));
        String id = "D" + user.substring(1);
        return channels.computeIfAbsent(id, fresh -> new Channel(fresh, user, Channel.Kind.DIRECT, "", both));
    }
}
