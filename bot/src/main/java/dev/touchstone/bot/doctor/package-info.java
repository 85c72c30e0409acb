/// Checks a real Slack workspace before people depend on it. Entry class [SlackDoctor]. It changes nothing.
@NullMarked
package dev.touchstone.bot.doctor;

import org.jspecify.annotations.NullMarked;
