/// Shows reviews in channels: leases deliveries ([Courier]), posts and updates cards ([ShownCards] remembers what
/// each message shows), and tells the backend what became of each. It must not know who clicks.
@NullMarked
package dev.touchstone.bot.posting;

import org.jspecify.annotations.NullMarked;
