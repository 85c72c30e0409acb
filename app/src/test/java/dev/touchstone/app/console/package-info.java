/// The console in front of a real backend: by HTTP, and in a real browser.
@NullMarked
package dev.touchstone.app.console;

import org.jspecify.annotations.NullMarked;
