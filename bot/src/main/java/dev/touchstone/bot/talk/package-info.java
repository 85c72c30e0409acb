/// One person at a time: what they did ([Click]), the work that follows ([Errands]), and what they are told
/// ([Teller]). It knows nothing of the queue.
@NullMarked
package dev.touchstone.bot.talk;

import org.jspecify.annotations.NullMarked;
