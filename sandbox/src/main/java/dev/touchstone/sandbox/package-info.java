/// An embedded Slack: it speaks Slack's own protocol, so that an unchanged Bolt app runs against it, and shows the
/// workspace on a web page where several people can click. The entry is `SlackSandbox`. It is a stand-in and proves
/// nothing about the real Slack; it depends on nothing else of Touchstone.
@NullMarked
package dev.touchstone.sandbox;

import org.jspecify.annotations.NullMarked;
