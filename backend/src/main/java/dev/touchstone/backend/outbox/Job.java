package dev.touchstone.backend.outbox;

import dev.touchstone.api.delivery.DeliveryKind;
import dev.touchstone.api.delivery.WebhookEvent;
import dev.touchstone.api.id.PipelineName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something that has to happen after a transaction because of it. The payload is written as JSON.
public sealed interface Job {
    PipelineName pipeline();

    /// What it is about, such as a review's id.
    String subject();

    Object payload();

    /// Something a channel shows. What goes to one channel keeps its order.
    ///
    /// @param channel as the policy names it, or a reviewer's id
    record ForChannel(DeliveryKind kind, PipelineName pipeline, String channel, String subject, Object payload)
            implements Job {}

    /// A call of a pipeline's endpoint.
    record ForEndpoint(WebhookEvent event, PipelineName pipeline, String url, String subject, Object payload)
            implements Job {}

    /// A piece of our own work.
    ///
    /// @param lane what keeps its order; null for a kind without lanes
    record Work(
            WorkKind kind, PipelineName pipeline, @Nullable String lane, String subject, Object payload)
            implements Job {
        public Work {
            if (kind.laned() == (lane == null)) {
                throw new IllegalArgumentException(
                        "work of kind " + kind.name() + (kind.laned() ? " needs a lane" : " has no lanes"));
            }
        }

        /// In any order.
        public static Work loose(WorkKind kind, PipelineName pipeline, String subject, Object payload) {
            return new Work(kind, pipeline, null, subject, payload);
        }

        /// All there is to know is what it is about.
        public static Work about(WorkKind kind, PipelineName pipeline, String subject) {
            return new Work(kind, pipeline, null, subject, Map.of());
        }
    }
}
