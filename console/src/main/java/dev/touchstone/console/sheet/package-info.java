/// Pages that consist of the same few parts: an answer, facts, tables, a chart, buttons. A page says what stands on it,
/// one template says how that looks. [Sheets] is the way in, [Sheet] what is filled. Everything is text, whatever it
/// looks like.
@NullMarked
package dev.touchstone.console.sheet;

import org.jspecify.annotations.NullMarked;
