/// A reviewer's own place: App Home ([Home]), the slash command ([ReviewCommand]) and the review session, which
/// works off the queue in one modal ([Sessions]).
@NullMarked
package dev.touchstone.bot.home;

import org.jspecify.annotations.NullMarked;
