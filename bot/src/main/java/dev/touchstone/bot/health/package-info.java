/// Tells operators of a bot that runs alone how it is, over HTTP on a port of its own. Entry class [HealthServer]; it
/// knows neither Slack nor the backend.
@NullMarked
package dev.touchstone.bot.health;

import org.jspecify.annotations.NullMarked;
