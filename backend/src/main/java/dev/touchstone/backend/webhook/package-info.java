/// Calls to pipelines' own endpoints: signed by Standard Webhooks, through a guard against calling what is not
/// public. [Webhooks] works off the calls in the outbox; [OutboundClient] is the guarded client that alarms use too.
/// It knows nothing of what a call means.
@NullMarked
package dev.touchstone.backend.webhook;

import org.jspecify.annotations.NullMarked;
