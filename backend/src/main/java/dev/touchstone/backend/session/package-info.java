/// Who is signed in at the console: links that work once, and the sessions they open. [Sessions] is the way in; it
/// knows
/// no role, because what a person may do is for policies to say.
@NullMarked
package dev.touchstone.backend.session;

import org.jspecify.annotations.NullMarked;
