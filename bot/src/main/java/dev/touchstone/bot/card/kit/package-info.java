/// What all messages and views are made of: blocks and buttons ([Kit]), modals, ids of actions, links, refusals in
/// words.
@NullMarked
package dev.touchstone.bot.card.kit;

import org.jspecify.annotations.NullMarked;
