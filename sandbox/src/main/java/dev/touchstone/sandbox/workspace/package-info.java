/// What a Slack workspace remembers: people, groups, channels and messages. `Workspace` holds it all and one lock
/// guards it; `Changes` tells the page what happened. It must not know HTTP, sockets or Block Kit.
@NullMarked
package dev.touchstone.sandbox.workspace;

import org.jspecify.annotations.NullMarked;
