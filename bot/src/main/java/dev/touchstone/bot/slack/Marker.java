package dev.touchstone.bot.slack;

import com.slack.api.model.Message.Metadata;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a message carries unseen, so that it can be found again when Slack's answer to the post was lost.
///
/// @param delivery the delivery that was posted
public record Marker(String delivery) {
    private static final String EVENT = "touchstone_delivery";
    private static final String ID = "delivery_id";

    Metadata metadata() {
        return Metadata.builder()
                .eventType(EVENT)
                .eventPayload(Map.of(ID, delivery))
                .build();
    }

    boolean marks(@Nullable Metadata metadata) {
        return metadata != null
                && EVENT.equals(metadata.getEventType())
                && metadata.getEventPayload() != null
                && delivery.equals(metadata.getEventPayload().get(ID));
    }
}
