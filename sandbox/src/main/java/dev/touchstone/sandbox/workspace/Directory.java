package dev.touchstone.sandbox.workspace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The people and the user groups.
public final class Directory {
    private final Map<String, User> users = new LinkedHashMap<>();
    private final Map<String, UserGroup> groups = new LinkedHashMap<>();

    Directory(Seed seed) {
        seed.users().forEach(user -> users.put(user.id(), user));
        seed.groups().forEach(group -> groups.put(group.id(), group));
    }

    /// @throws SlackError `user_not_found`
    public User user(String id) {
        User user = users.get(id);
        if (user == null) {
            throw new SlackError("user_not_found");
        }
        return user;
    }

    public boolean knows(String id) {
        return users.containsKey(id);
    }

    public List<User> users() {
        return List.copyOf(users.values());
    }

    public List<UserGroup> groups() {
        return List.copyOf(groups.values());
    }

    /// @throws SlackError `no_such_subteam`
    public UserGroup group(String id) {
        UserGroup group = groups.get(id);
        if (group == null) {
            throw new SlackError("no_such_subteam");
        }
        return group;
    }

    public void leaveGroup(String group, String user) {
        groups.put(group, group(group).without(user));
    }

    public void joinGroup(String group, String user) {
        groups.put(group, group(group).with(user));
    }
}
