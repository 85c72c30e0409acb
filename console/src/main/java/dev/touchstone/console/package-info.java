/// The console: web pages for people who review outside of Slack and for owners who want to look. [Console] wires it;
/// it
/// knows the backend only through its API.
@NullMarked
package dev.touchstone.console;

import org.jspecify.annotations.NullMarked;
