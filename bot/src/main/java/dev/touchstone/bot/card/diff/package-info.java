/// What a reviewer changed, word by word: [DiffMessage].
@NullMarked
package dev.touchstone.bot.card.diff;

import org.jspecify.annotations.NullMarked;
