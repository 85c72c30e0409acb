/// The knobs that make the sandbox misbehave: refused, delayed and lost API calls, duplicated envelopes, an outage, and
/// Slack's real rate limits. Pure state; whoever answers calls and delivers envelopes asks here first.
@NullMarked
package dev.touchstone.sandbox.fault;

import org.jspecify.annotations.NullMarked;
