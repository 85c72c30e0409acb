package dev.touchstone.api.delivery;

import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Limits;

/// Where a delivery ended up, in the words of its channel.
///
/// @param channel the channel's id, such as a Slack channel
/// @param message the message's id there, such as a Slack timestamp
public record Receipt(
        @Limits(minSize = 1, maxSize = 100) String channel,
        @Limits(minSize = 1, maxSize = 100) String message) {
    public Receipt {
        Check.label("channel", channel, 100);
        Check.label("message", message, 100);
    }
}
