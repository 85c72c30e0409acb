/// Signing in at the console: links that work once, and the sessions they open.
@NullMarked
package dev.touchstone.api.session;

import org.jspecify.annotations.NullMarked;
