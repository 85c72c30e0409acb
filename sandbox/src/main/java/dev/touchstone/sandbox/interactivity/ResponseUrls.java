package dev.touchstone.sandbox.interactivity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.sandbox.posting.Poster;
import dev.touchstone.sandbox.workspace.Channel;
import dev.touchstone.sandbox.workspace.Ids;
import dev.touchstone.sandbox.workspace.Message;
import dev.touchstone.sandbox.workspace.SlackError;
import dev.touchstone.sandbox.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Response URLs: an app may answer an interaction with up to 5 messages within 30 minutes, without a token.
public final class ResponseUrls {
    public static final String PATH = "/respond/";
    private static final Duration LIFE = Duration.ofMinutes(30);
    private static final Duration MEMORY = Duration.ofHours(1);
    private static final int USES = 5;

    private record Grant(
            String channel, String user, @Nullable String ts, Instant end, int usesLeft) {
        Grant usedOnce() {
            return new Grant(channel, user, ts, end, usesLeft - 1);
        }
    }

    private final Workspace workspace;
    private final Poster poster;
    private final Supplier<String> baseUrl;
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();

    public ResponseUrls(Workspace workspace, Poster poster, Supplier<String> baseUrl) {
        this.workspace = workspace;
        this.poster = poster;
        this.baseUrl = baseUrl;
    }

    /// @param ts the message the interaction came from, if it came from one
    String issue(String channel, String user, @Nullable String ts) {
        String secret = Ids.secret();
        Instant end = workspace.clock().instant().plus(LIFE);
        grants.values().removeIf(old -> old.end().plus(MEMORY).isBefore(end));
        grants.put(secret, new Grant(channel, user, ts, end, USES));
        return baseUrl.get() + PATH + secret;
    }

    /// Does what the app asks: a new message, or replacing or deleting the original.
    ///
    /// @throws SlackError `invalid_url`, `expired_url`, `used_url`, or what the message is refused for
    public void use(String secret, JsonNode wanted) {
        Grant grant = grants.get(secret);
        if (grant == null) {
            throw new SlackError("invalid_url");
        }
        if (workspace.clock().instant().isAfter(grant.end())) {
            throw new SlackError("expired_url");
        }
        if (grant.usesLeft() == 0) {
            throw new SlackError("used_url");
        }
        workspace.lockedRun(() -> act(grant, wanted));
        grants.put(secret, grant.usedOnce());
    }

    private void act(Grant grant, JsonNode wanted) {
        if (flag(wanted, "delete_original")) {
            workspace.messages().remove(original(grant));
        } else if (flag(wanted, "replace_original")) {
            poster.replace(original(grant), wanted);
        } else {
            respond(workspace.channels().channel(grant.channel()), grant.user(), wanted);
        }
    }

    /// A new message: ephemeral unless `response_type` says `in_channel`.
    void respond(Channel channel, String user, JsonNode wanted) {
        if (wanted.path("response_type").asText("").equals("in_channel")) {
            poster.post(channel, wanted);
        } else {
            poster.postEphemeral(channel, user, wanted);
        }
    }

    private Message original(Grant grant) {
        if (grant.ts() == null) {
            throw new SlackError("message_not_found");
        }
        return workspace.messages().seenBy(grant.user(), grant.channel(), grant.ts());
    }

    private static boolean flag(JsonNode wanted, String member) {
        return wanted.path(member).asBoolean(false);
    }
}
