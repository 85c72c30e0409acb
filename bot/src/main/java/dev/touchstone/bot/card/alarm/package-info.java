/// The message of an alarm, one for each episode: [AlarmMessage]. Pure functions.
@NullMarked
package dev.touchstone.bot.card.alarm;

import org.jspecify.annotations.NullMarked;
