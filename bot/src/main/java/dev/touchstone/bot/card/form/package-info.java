/// The forms in which people edit, reject and hand over, and the way back from a submitted view to a decision
/// ([DecisionInput]). Pure functions.
@NullMarked
package dev.touchstone.bot.card.form;

import org.jspecify.annotations.NullMarked;
