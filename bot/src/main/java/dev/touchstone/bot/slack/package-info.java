/// The way to Slack: its Web API as values and failures ([Chat], [Views], [Workspace]), the pace it asks for
/// ([Pace]), and the way back: clicks and commands over Socket Mode or signed HTTP requests ([Connection]). It
/// knows nothing of reviews.
@NullMarked
package dev.touchstone.bot.slack;

import org.jspecify.annotations.NullMarked;
