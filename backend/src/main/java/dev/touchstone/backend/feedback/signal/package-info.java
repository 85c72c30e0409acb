/// What events come to: one voice per user and output, one signal per output, a few ordered classes. [Opinion] is pure;
/// [Counting] keeps voices, signals and counters up, and sees to it that no user outweighs the others. It judges
/// nothing: what a class is worth, audits say.
@NullMarked
package dev.touchstone.backend.feedback.signal;

import org.jspecify.annotations.NullMarked;
