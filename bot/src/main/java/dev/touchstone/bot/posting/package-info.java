/// Shows what the backend wants shown: leases deliveries ([Courier]) and carries each out ([Delivering]). Cards of
/// reviews and messages of alarms are posted once and updated in place ([ShownCards], [ShownAlarms]); digests,
/// reminders and notices are posted once and left. It must not know who clicks.
@NullMarked
package dev.touchstone.bot.posting;

import org.jspecify.annotations.NullMarked;
