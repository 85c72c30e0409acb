/// App Home and what the slash command answers: [HomeView]. Pure functions.
@NullMarked
package dev.touchstone.bot.card.home;

import org.jspecify.annotations.NullMarked;
