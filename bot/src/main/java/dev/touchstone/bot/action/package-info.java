/// What the buttons and menus of a card do, and the modals they open. The entry is [CardHandlers], which says what
/// belongs to which action. Handlers only note what was done and return, because Slack waits three seconds at most;
/// everything else is an errand.
@NullMarked
package dev.touchstone.bot.action;

import org.jspecify.annotations.NullMarked;
