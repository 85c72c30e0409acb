/// An example of a channel beside Slack: [MailChannel] shows by e-mail what channels are to show, over the public API
/// alone. It is no part of the product; docs/channels.md walks through it.
@NullMarked
package dev.touchstone.lab.mail;

import org.jspecify.annotations.NullMarked;
