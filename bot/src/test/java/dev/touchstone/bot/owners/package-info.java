/// The bot's way of showing alarms, digests, reminders and notices, end to end: real HTTP to a scripted backend, the
/// real Bolt app, and the sandbox.
@NullMarked
package dev.touchstone.bot.owners;

import org.jspecify.annotations.NullMarked;
