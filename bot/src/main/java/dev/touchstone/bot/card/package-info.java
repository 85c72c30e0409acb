/// What people see in Slack: pure functions from the API's records to Block Kit messages and views, and back from a
/// submitted view to a decision. Start at [ReviewCard]. It performs no I/O, knows no clock but the `Instant` it is
/// given, and must not know how a message is sent. All texts of pipelines are untrusted: they reach Slack as
/// `plain_text` or `rich_text`, which nothing is parsed in, or through [SlackText].
@NullMarked
package dev.touchstone.bot.card;

import org.jspecify.annotations.NullMarked;
