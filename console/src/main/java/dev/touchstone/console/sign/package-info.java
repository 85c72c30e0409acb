/// Signing in by a link that works once, and signing out. [SignInPages] is the way in.
@NullMarked
package dev.touchstone.console.sign;

import org.jspecify.annotations.NullMarked;
