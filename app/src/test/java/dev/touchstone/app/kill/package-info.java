/// Kills the server under load, starts it again and looks for everything it had acknowledged. Entry class
/// [dev.touchstone.app.kill.KillLoop]; `scripts/kill-loop` runs it.
@NullMarked
package dev.touchstone.app.kill;

import org.jspecify.annotations.NullMarked;
