/// The transactional outbox: what a channel must show or an endpoint must hear is written in the transaction that
/// caused it, then leased, delivered and acknowledged, at least once. Entry class [Outbox]; [Webhooks] is the consumer
/// that calls pipelines back, through a guard against calling what is not public. It knows nothing of what a delivery
/// means.
@NullMarked
package dev.touchstone.backend.delivery;

import org.jspecify.annotations.NullMarked;
