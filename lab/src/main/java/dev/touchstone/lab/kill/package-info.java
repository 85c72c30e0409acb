/// Kills the server under load, starts it again and looks for everything it had acknowledged. Entry class
/// [dev.touchstone.lab.kill.KillLoop]; `scripts/kill-loop` runs it.
@NullMarked
package dev.touchstone.lab.kill;

import org.jspecify.annotations.NullMarked;
