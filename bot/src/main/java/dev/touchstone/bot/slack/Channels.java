package dev.touchstone.bot.slack;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Finds a channel's id by the name a policy gives it. Ids stay, so they are remembered; what is not found is asked
/// again. Thread-safe.
public final class Channels {
    private static final Pattern ID = Pattern.compile("[CGD][A-Z0-9]{2,}");

    private final Workspace workspace;
    private final Map<String, String> ids = new ConcurrentHashMap<>();

    public Channels(Workspace workspace) {
        this.workspace = workspace;
    }

    /// @param idOrName an id, or a name with or without `#`
    /// @return empty when the bot sees no such channel
    public Optional<String> id(String idOrName) {
        if (ID.matcher(idOrName).matches()) {
            return Optional.of(idOrName);
        }
        String name = idOrName.startsWith("#") ? idOrName.substring(1) : idOrName;
        String known = ids.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<String> found = workspace.channelNamed(name);
        found.ifPresent(id -> ids.put(name, id));
        return found;
    }
}
