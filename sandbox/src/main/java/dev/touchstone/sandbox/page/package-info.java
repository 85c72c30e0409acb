/// The web page where people play the workspace's members, and the small JSON API under it. The entry is `Page`. Only
/// loopback names and the page's own origin get in. It must not reach the app except through what people can do.
@NullMarked
package dev.touchstone.sandbox.page;

import org.jspecify.annotations.NullMarked;
