/// Slack's Web API: one class per family of methods, and `WebApi`, which checks tokens, runs into planned faults, calls
/// the method inside the workspace's lock and logs the exchange. It must not know sockets or the page.
@NullMarked
package dev.touchstone.sandbox.webapi;

import org.jspecify.annotations.NullMarked;
