/// Untrusted text made fit for Slack: cleaned, cut where a reader can bear it, and as `plain_text` or `rich_text`,
/// in which nothing is parsed. [SlackText] is the way for everything that is not a block of its own.
@NullMarked
package dev.touchstone.bot.card.text;

import org.jspecify.annotations.NullMarked;
