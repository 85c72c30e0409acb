package dev.touchstone.bot.posting;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Says what to do about an error of Slack's, for the operator who reads the dead deliveries.
final class Trouble {
    /// What a person repairs in Slack or in the settings, often within a minute of being told.
    private static final Set<String> REPAIRABLE = Set.of(
            "channel_not_found",
            "not_in_channel",
            "is_archived",
            "missing_scope",
            "invalid_auth",
            "not_authed",
            "account_inactive",
            "token_revoked",
            "token_expired");

    private static final Duration REPAIRED = Duration.ofSeconds(5);

    private Trouble() {}

    /// How long to wait before trying again: a short and constant time for what is repaired by hand, so that a bot
    /// that is invited speaks within seconds and nothing is given up meanwhile. Null leaves it to the backoff.
    static @Nullable Duration untilRepaired(String code) {
        return REPAIRABLE.contains(code) ? REPAIRED : null;
    }

    static String of(String code, String channel) {
        return switch (code) {
            case "channel_not_found" ->
                "channel_not_found: the bot sees no channel " + channel
                        + "; check the policy's reviewers.channel, and invite the bot if the channel is private";
            case "not_in_channel" -> "not_in_channel: invite the bot to " + channel;
            case "is_archived" -> "is_archived: " + channel + " is archived; name another in the policy";
            case "user_not_found", "cannot_dm_bot", "users_not_found" ->
                code + ": nobody in this workspace is " + channel;
            case "missing_scope" -> "missing_scope: install the app again with the scopes of its manifest";
            case "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired" ->
                code + ": the bot's token is not valid; put a new one into SLACK_BOT_TOKEN";
            default -> code + ": Slack refused it";
        };
    }
}
